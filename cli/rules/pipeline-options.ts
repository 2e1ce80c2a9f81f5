/** Which pipeline a command is about, as `choosePlace` takes it, and whether it answers as JSON. */
export const pipelineOptions = {
  data: { type: 'string' },
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;
