import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** Hands the picture's address on: to another program on a phone, else to the clipboard. */
export function ShareButton({ title }: { readonly title: string }) {
  const [words, setWords] = useState('Share');
  const share = async () => {
    const url = location.href;
    try {
      // Not every browser has it, whatever its types say.
      const canShare = Reflect.has(navigator, 'share');
      await (canShare ? navigator.share({ title, url }) : navigator.clipboard.writeText(url));
      if (!canShare) setWords('Link copied');
    } catch (error) {
      // Somebody who thinks better of it is no failure.
      const isGivenUp = error instanceof DOMException && error.name === 'AbortError';
      if (!isGivenUp) setWords('Copy the address');
    }
  };
  return (
    <button type="button" class="button" onClick={share}>
      <Icon name="share" /> <span aria-live="polite">{words}</span>
    </button>
  );
}
