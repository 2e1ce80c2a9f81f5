import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';

const FeaturesSchema = v.object({
  feedback: v.optional(v.boolean(), false),
  download: v.optional(v.boolean(), false),
});
/** What whoever serves the page can do beside showing pictures. */
export type Features = v.InferOutput<typeof FeaturesSchema>;

const none: Features = { feedback: false, download: false };

/** Asks once what can be done here; until it is known, and where nobody answers, nothing. */
export function useFeatures(): Features {
  const [features, setFeatures] = useState(none);
  useEffect(() => {
    fetch('/api/features', { cache: 'no-store' })
      .then((response) => (response.ok ? response.json() : none))
      .then((answer) => setFeatures(v.parse(FeaturesSchema, answer)))
      .catch(() => undefined);
  }, []);
  return features;
}
