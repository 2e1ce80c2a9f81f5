import type { Refusal } from './classify-send-error.ts';
import type { HttpAnswer } from './http-answer.ts';

/** Reads what a store says about its refusal; the little that is needed of its XML. */
export function parseRefusal({ status, headers, text }: HttpAnswer): Refusal {
  return {
    status,
    code: element(text, 'Code'),
    message: element(text, 'Message'),
    region: element(text, 'Region') ?? headers.get('x-amz-bucket-region'),
  };
}

const longest = 200;
const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

function element(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found
    ?.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .slice(0, longest);
}
