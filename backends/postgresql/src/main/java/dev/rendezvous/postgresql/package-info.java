/** The backend {@code postgresql}: elastic groups that meet in two tables of a PostgreSQL database. */
@NullMarked
package dev.rendezvous.postgresql;

import org.jspecify.annotations.NullMarked;
