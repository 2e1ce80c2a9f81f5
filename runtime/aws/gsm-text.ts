// GSM 03.38, of which a text message carries 160 characters; any other makes it two messages and more.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
// Each of these takes two.
const extended = new Set('^{}\\[~]|€');

const spelled: Readonly<Record<string, string>> = {
  ...{ '‘': "'", '’': "'", '‚': ',', '“': '"', '”': '"', '„': '"', '«': '"', '»': '"' },
  ...{ '–': '-', '—': '-', '…': '...', '·': '-', '•': '-', '\u00a0': ' ', '\u202f': ' ' },
  ...{ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', œ: 'oe', Œ: 'OE', ı: 'i', þ: 'th', Þ: 'Th', '`': "'" },
};

/** How many of its 160 places a text takes in a text message. */
export function gsmLength(text: string): number {
  return [...text].reduce((sum, character) => sum + placesOf(character), 0);
}

/** Text as a text message carries it in so many places; what it does not know is a question mark. */
export function gsmText(text: string, longest: number): string {
  const characters = [...text.normalize('NFC')].flatMap((one) => [...known(one)]);
  const plain = characters.join('').replace(/\?{2,}/g, '?');
  if (gsmLength(plain) <= longest) return plain;
  let short = '';
  let places = 3;
  for (const character of plain) {
    places += placesOf(character);
    if (places > longest) break;
    short += character;
  }
  return `${short.trimEnd()}...`;
}

function placesOf(character: string): number {
  return extended.has(character) ? 2 : 1;
}

function known(character: string): string {
  if (basic.has(character) || extended.has(character)) return character;
  const spelling = spelled[character];
  if (spelling !== undefined) return spelling;
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
  const isKnown = plain !== '' && [...plain].every((one) => basic.has(one) || extended.has(one));
  if (isKnown) return plain;
  return /\p{C}|\p{M}/u.test(character) ? '' : '?';
}
