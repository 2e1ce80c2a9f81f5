import * as v from 'valibot';
import { severities } from '../../../contracts/severity.ts';
import { CameraSchema, oneOf } from '../../../runtime/place-schemas.ts';
import { minutesOfDay, weekdays } from './in-hours.ts';
import { RepeatsSchema } from './repeats-schema.ts';

const Name = (what: string) =>
  v.pipe(
    v.string(`must be ${what}`),
    v.trim(),
    v.nonEmpty(`must be ${what}, and it is empty`),
    v.maxLength(80, `must be ${what} of at most 80 characters`),
    v.check((name) => !/\p{Cc}/u.test(name), `must be ${what} on one line`),
  );

const Percent = v.pipe(
  v.number('must be a number from 0 to 100, in percent'),
  v.minValue(0, 'must be a number from 0 to 100, in percent'),
  v.maxValue(100, 'must be a number from 0 to 100, in percent'),
);

const fraction = 'must be a fraction from 0 to 1; 0.01 is a hundredth of the picture';
const Fraction = v.pipe(v.number(fraction), v.minValue(0, fraction), v.maxValue(1, fraction));

const hoursForm = 'must be hours such as "22:00-06:00"';
const clock = /^([01]?\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4]):([0-5]\d)$/;

const TimeWindowSchema = v.pipe(
  v.string(hoursForm),
  v.trim(),
  v.regex(clock, hoursForm),
  v.transform((text) => {
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] =
      clock.exec(text)?.slice(1).map(Number) ?? [];
    return { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
  }),
  v.check(({ from, to }) => from < minutesOfDay && to <= minutesOfDay, `${hoursForm}, to 24:00`),
  v.check(
    ({ from, to }) => from !== to,
    'must not end when they begin; for the whole day, leave them out',
  ),
);

const WeekdaySchema = v.pipe(
  v.string(`must be one of ${weekdays.join(', ')}`),
  v.toLowerCase(),
  v.picklist(weekdays, oneOf(weekdays)),
);

const scheduleEntries = {
  hours: v.optional(oneOrMore(TimeWindowSchema)),
  weekdays: v.optional(oneOrMore(WeekdaySchema)),
};

const PointSchema = v.pipe(
  v.array(Fraction, 'must be a point of two fractions, such as [0.5, 1]'),
  v.length(2, 'must be a point of two fractions, such as [0.5, 1]'),
  v.transform(([x = 0, y = 0]): readonly [number, number] => [x, y]),
);

const ZoneSchema = v.strictObject({
  points: v.pipe(
    v.array(PointSchema, 'must be a list of points, such as [[0, 0.5], [1, 0.5], [1, 1], [0, 1]]'),
    v.minLength(3, 'must have at least three points'),
    v.maxLength(100, 'must have at most a hundred points'),
  ),
});

const RuleSchema = v.strictObject({
  name: v.optional(Name('a name')),
  labels: oneOrMore(Name('the name of a label')),
  // biome-ignore lint/suspicious/noThenProperty: it is what owners write, and never a function
  then: v.optional(v.picklist(['alarm', 'quiet'], oneOf(['alarm', 'quiet'])), 'alarm'),
  threshold: v.optional(Percent),
  min_score: v.optional(Percent),
  cameras: v.optional(oneOrMore(CameraSchema)),
  zones: v.optional(oneOrMore(Name('the name of a zone'))),
  min_area: v.optional(Fraction),
  max_area: v.optional(Fraction),
  without_boxes: v.optional(v.boolean('must be true or false')),
  ...scheduleEntries,
  profiles: v.optional(oneOrMore(Name('the name of a profile'))),
  severity: v.optional(v.picklist(severities, oneOf(severities))),
  tell: v.optional(oneOrMore(Name('a name'))),
});

/** What an owner writes into `alarms.yaml`. */
export const RulesSchema = v.strictObject({
  list: v.optional(v.boolean('must be true or false'), false),
  zones: v.optional(v.record(Name('the name of a zone'), ZoneSchema, 'must be zones by name'), {}),
  profiles: v.optional(
    v.record(
      Name('the name of a profile'),
      v.nullish(v.strictObject(scheduleEntries), {}),
      'must be profiles by name',
    ),
    {},
  ),
  repeats: v.optional(RepeatsSchema),
  rules: v.optional(v.array(RuleSchema, 'must be a list of rules'), []),
});
export type RulesFile = v.InferOutput<typeof RulesSchema>;

/** One word, or a list of them. */
function oneOrMore<Item>(item: v.GenericSchema<unknown, Item>) {
  const list = v.pipe(
    v.array(item),
    v.nonEmpty('must name at least one'),
    v.check((items) => new Set(items.map(inWords)).size === items.length, 'must not repeat itself'),
  );
  const one = v.pipe(
    item,
    v.transform((only): Item[] => [only]),
  );
  return v.lazy((input) => (Array.isArray(input) ? list : one));
}

function inWords(item: unknown): string {
  return JSON.stringify(item);
}
