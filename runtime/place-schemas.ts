import * as v from 'valibot';
import { nearestWord } from './nearest-word.ts';

/** What the pipeline's configuration and the uploader's have in common: where, when, and who. */
export const RegionSchema = v.pipe(
  v.string('must be the name of an AWS region'),
  v.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'must be the name of an AWS region, such as eu-west-1'),
  v.description('The AWS region; Rekognition has to be offered there.'),
);

export const TimeZoneSchema = v.pipe(
  v.string('must be an IANA time zone'),
  v.check(isTimeZone, ({ input }) => {
    const meant = nearestWord(input, Intl.supportedValuesOf('timeZone'));
    const example = meant === undefined ? 'such as Europe/Zurich' : `did you mean ${meant}?`;
    return `must be an IANA time zone, ${example}`;
  }),
  v.description('IANA name; days and hours are told in it.'),
);

export const CameraSchema = v.pipe(
  v.string('must be the name of a camera'),
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    'must be 1 to 64 letters, digits, hyphens and underscores, such as garden',
  ),
);

/** The message for a word that is none of those allowed. */
export function oneOf(words: readonly string[]) {
  return ({ input }: { readonly input: unknown }) => {
    const meant = nearestWord(String(input), words);
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    return `must be one of ${words.join(', ')}${hint}`;
  };
}

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
