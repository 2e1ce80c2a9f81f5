/** Somebody's address or number, known again by who knows it and useless to others. */
export function maskEndpoint(protocol: string, endpoint: string): string {
  switch (protocol) {
    case 'email':
    case 'email-json':
      return maskAddress(endpoint);
    case 'sms':
      return maskNumber(endpoint);
    case 'http':
    case 'https':
      // The path of a web hook is often its password.
      return URL.canParse(endpoint) ? `${new URL(endpoint).origin}/…` : '…';
    default:
      return endpoint.slice(endpoint.lastIndexOf(':') + 1);
  }
}

function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = ''] = address;
  return at <= 0 ? '…' : `${first}…${address.slice(at)}`;
}

function maskNumber(number: string): string {
  return number.length < 8 ? '…' : `${number.slice(0, 3)}…${number.slice(-2)}`;
}
