/** Rules that do not hold, and why that is meant. */
export const skippedRules: readonly { readonly ids: string; readonly why: string }[] = [
  {
    ids: 'CKV_AWS_145 CKV_AWS_186 CKV_AWS_181 CKV_AWS_26 CKV_AWS_158 CKV2_AWS_73 AWS-0132 AWS-0135 AWS-0136 AWS-0017 AWS-0025 AWS-0095',
    why: 'a key of one’s own costs a dollar a month each; AWS’s keys encrypt at rest, too. A topic that is encrypted with SNS’s key would keep CloudWatch’s alarms back without a word',
  },
  {
    ids: 'CKV_AWS_18 AWS-0089 AwsSolutions-S1',
    why: 'a log of each request needs a second bucket, and one home has few readers',
  },
  {
    ids: 'CKV_AWS_86 AWS-0010 AwsSolutions-CFR3',
    why: 'the same of the page: who has a link is known to the owner, and a log bucket costs',
  },
  {
    ids: 'CKV_AWS_68 CKV2_AWS_47 AWS-0011 AwsSolutions-CFR2',
    why: 'a firewall costs five dollars a month and more; without a signed cookie nothing is answered',
  },
  {
    ids: 'CKV_AWS_174 CKV2_AWS_42 AWS-0013 AwsSolutions-CFR4',
    why: 'CloudFront’s own domain takes old TLS, which cannot be changed; with a domain of one’s own it is TLS 1.2',
  },
  {
    ids: 'CKV_AWS_310 CKV_AWS_374 AwsSolutions-CFR1',
    why: 'there is one bucket to fall back on, and owners travel',
  },
  { ids: 'CKV_AWS_144', why: 'a copy in another region doubles the price; versions are kept' },
  { ids: 'CKV_AWS_143 AWS-0170', why: 'a picture of one’s home must stay deletable' },
  {
    ids: 'CKV_AWS_115',
    why: 'reserved concurrency cannot be had in new accounts; the queues limit how many run',
  },
  { ids: 'CKV_AWS_116', why: 'a function that a queue feeds has the queue’s dead letters' },
  {
    ids: 'CKV_AWS_117',
    why: 'nothing private is reached; a network of one’s own needs a gateway that costs',
  },
  { ids: 'CKV_AWS_173', why: 'the settings of functions hold no secret' },
  { ids: 'CKV_AWS_272', why: 'whoever can deploy can sign; Terraform knows the code’s hash' },
  { ids: 'CKV_AWS_338', why: 'logs of a home are of use for days, not for a year' },
  {
    ids: 'CKV_AWS_50 AWS-0066 aws_lambda_function_tracing_rule',
    why: 'every event carries the id that its log lines are found by; a tracer would be one more call',
  },
  {
    ids: 'CKV_AWS_40 CKV_AWS_273 AWS-0143',
    why: 'each camera may have a user with two rights under its own folder; a certificate is the better way and as easy',
  },
];
