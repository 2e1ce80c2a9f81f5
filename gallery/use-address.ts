import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { type Address, formatAddress, parseAddress } from './address.ts';

const opened = 'opened from the grid';

export type Navigation = {
  readonly address: Address;
  /** Shows something else in place of what is shown. */
  readonly go: (change: Partial<Address>) => void;
  /** Opens a picture, so that the browser's back button closes it. */
  readonly open: (change: Partial<Address>) => void;
  readonly close: () => void;
};

/** The address in the URL, and the ways to change it. */
export function useAddress(): Navigation {
  const [address, setAddress] = useState(readAddress);

  // At once: whoever follows a link right after the page has opened is not to be missed.
  useLayoutEffect(() => {
    const follow = () => setAddress(readAddress());
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  const go = useCallback((change: Partial<Address>) => {
    const next = { ...readAddress(), ...change };
    history.replaceState(history.state, '', formatAddress(next));
    setAddress(next);
  }, []);
  const open = useCallback((change: Partial<Address>) => {
    const next = { ...readAddress(), ...change };
    history.pushState(opened, '', formatAddress(next));
    setAddress(next);
  }, []);
  const close = useCallback(() => {
    if (history.state === opened) history.back();
    else go({ image: undefined });
  }, [go]);
  return { address, go, open, close };
}

function readAddress(): Address {
  return parseAddress(location.hash);
}
