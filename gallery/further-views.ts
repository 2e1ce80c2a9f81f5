import type { ComponentType } from 'preact';
import { CalendarView } from './calendar/calendar-view.tsx';
import { CamerasView } from './cameras/cameras-view.tsx';
import type { LazyName, ViewProps } from './lazy-view.tsx';
import { ReviewView } from './review/review-view.tsx';
import { StatisticsView } from './statistics/statistics-view.tsx';

/** The views beside the day; they are loaded when somebody goes to one of them. */
export const furtherViews: Record<LazyName, ComponentType<ViewProps>> = {
  calendar: CalendarView,
  review: ReviewView,
  audit: ReviewView,
  quiet: ReviewView,
  statistics: StatisticsView,
  cameras: CamerasView,
};
