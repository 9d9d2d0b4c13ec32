/**
 * When which fault comes: pure and seeded. A {@link io.schism.nemesis.schedule.Schedule} turns a
 * {@link io.schism.nemesis.schedule.Repertoire}, {@link io.schism.nemesis.schedule.ScheduleOptions} and a seed into a
 * {@link io.schism.nemesis.schedule.Plan}; equal seed, equal plan. A plan can be written down and replayed.
 */
@NullMarked
package io.schism.nemesis.schedule;

import org.jspecify.annotations.NullMarked;
