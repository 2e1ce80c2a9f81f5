import { useEffect, useState } from 'preact/hooks';

const patienceMilliseconds = 1_500;

type Props = {
  readonly src: string;
  readonly alt: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly lazy?: boolean;
  readonly onSize?: (width: number, height: number) => void;
};

/**
 * An image that may not have been filed yet: it is asked for once more before it counts as missing.
 * A component for another image needs another key.
 */
export function PatientImage({ src, alt, width, height, lazy = false, onSize }: Props) {
  const [failures, setFailures] = useState(0);
  const [again, setAgain] = useState('');

  useEffect(() => {
    if (failures !== 1) return;
    const timer = setTimeout(() => setAgain('?again'), patienceMilliseconds);
    return () => clearTimeout(timer);
  }, [failures]);

  if (failures > 1) return <span class="missing">The picture is not there</span>;
  return (
    <img
      class={failures > 0 && again === '' ? 'waiting' : ''}
      src={src + again}
      alt={alt}
      width={width}
      height={height}
      loading={lazy ? 'lazy' : 'eager'}
      decoding="async"
      onError={() => setFailures(failures + 1)}
      onLoad={({ currentTarget }) =>
        onSize?.(currentTarget.naturalWidth, currentTarget.naturalHeight)
      }
    />
  );
}
