import { useState } from 'preact/hooks';

const patienceMilliseconds = 1_500;

type Props = {
  /** Where it may be, the likeliest place first. */
  readonly urls: readonly string[];
  readonly alt: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly lazy?: boolean;
  /** What is said when it is nowhere. */
  readonly missing?: string;
  readonly onFound?: (image: HTMLImageElement, url: string) => void;
  readonly onMissing?: () => void;
};

/**
 * An image that may have been moved, or not been filed yet: all its places are asked once more before
 * it counts as missing. A component for another image needs another key.
 */
export function PatientImage({ urls, alt, width, height, lazy = false, ...props }: Props) {
  const { missing = 'The picture is not there', onFound, onMissing } = props;
  const [failures, setFailures] = useState(0);
  const [waiting, setWaiting] = useState(false);
  const tries = [...urls, ...urls.map((url) => `${url}?again`)];
  const src = tries[waiting ? failures - 1 : failures];

  const fail = () => {
    const failed = failures + 1;
    setFailures(failed);
    if (failed === tries.length) onMissing?.();
    if (failed !== urls.length) return;
    setWaiting(true);
    // No effect that would be cleared: thousands of cards scroll by, and hardly one ever waits.
    setTimeout(() => setWaiting(false), patienceMilliseconds);
  };
  if (src === undefined) return <span class="missing">{missing}</span>;
  return (
    <img
      class={waiting ? 'waiting' : ''}
      src={src}
      alt={alt}
      width={width}
      height={height}
      loading={lazy ? 'lazy' : 'eager'}
      decoding="async"
      onError={fail}
      onLoad={({ currentTarget }) => onFound?.(currentTarget, urls[failures % urls.length] ?? src)}
    />
  );
}
