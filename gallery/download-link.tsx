import type { Address } from './address.ts';
import { Icon } from './icon.tsx';

type Props = { readonly address: Address; readonly day: string };

/** The day's pictures, as far as camera and outcome are chosen, as one file. */
export function DownloadLink({ address: { camera, outcome }, day }: Props) {
  const asked = new URLSearchParams({ day });
  if (camera !== undefined) asked.set('camera', camera);
  if (outcome !== 'all') asked.set('outcome', outcome);
  return (
    <a
      class="round-button"
      href={`/api/download?${asked}`}
      download=""
      aria-label="Download these pictures"
      title="Download these pictures"
    >
      <Icon name="download" />
    </a>
  );
}
