/** Worlds of XGBoost and LightGBM, made from one round of a rendezvous. */
@NullMarked
package dev.rendezvous.boost;

import org.jspecify.annotations.NullMarked;
