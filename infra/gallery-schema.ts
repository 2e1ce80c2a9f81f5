import * as v from 'valibot';

const days = 'must be a whole number of days from 1 to 365';

/** What an owner may say of the gallery on AWS; it is made once `intellicam gallery key` has been run. */
export const GallerySchema = v.pipe(
  v.strictObject({
    linkDays: v.optional(
      v.pipe(
        v.number(days),
        v.integer(days),
        v.minValue(1, days),
        v.maxValue(365, days),
        v.description('How long a link in an alert opens the gallery.'),
      ),
      7,
    ),
    domain: v.optional(
      v.pipe(
        v.string('must be a domain'),
        v.regex(/^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}$/, 'must be a domain, such as cam.example.org'),
        v.description(
          'Your own domain, which you point at the distribution; needs certificateArn.',
        ),
      ),
    ),
    certificateArn: v.optional(
      v.pipe(
        v.string('must be the ARN of a certificate'),
        v.regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, 'must be in us-east-1'),
        v.description('The certificate of that domain, in ACM in us-east-1.'),
      ),
    ),
  }),
  v.check(
    ({ domain, certificateArn }) => (domain === undefined) === (certificateArn === undefined),
    'must name domain and certificateArn, or neither',
  ),
  v.description('The page on AWS.'),
);
