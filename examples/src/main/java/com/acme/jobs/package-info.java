/** Programs that {@code rdzv run} starts, to read and to run. */
@NullMarked
package com.acme.jobs;

import org.jspecify.annotations.NullMarked;
