/** The widest that a line on the terminal may be. */
export const columns = 100;

/** Breaks a text into lines of at most so many characters; a word that is too long stays whole. */
export function wrapText(text: string, width: number): readonly string[] {
  return wrap(text.split(' '), width, { indent: '', end: '' });
}

/** Breaks a command into lines that a shell still takes as one. */
export function wrapCommand(command: string, width: number): readonly string[] {
  // An option and its value stay together as long as they fit.
  const words = command.split(/ (?=--)/).flatMap((option) => {
    const fits = indent.length + option.length + continued.length <= width;
    return fits ? [option] : option.split(' ');
  });
  return wrap(words, width, { indent, end: continued });
}

const indent = '  ';
const continued = ' \\';

type Break = {
  /** Before every line but the first. */
  readonly indent: string;
  /** After every line but the last. */
  readonly end: string;
};

function wrap(words: readonly string[], width: number, { indent, end }: Break): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(word);
    else if (last.length + 1 + word.length + end.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(`${indent}${word}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line}${end}` : line));
}
