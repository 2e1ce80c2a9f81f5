/** A line on a terminal that tells how far a long run is; elsewhere nothing is shown. */
export function progressLine(output: NodeJS.WriteStream = process.stderr) {
  return {
    show: (text: string) => {
      if (output.isTTY) output.write(`\r${text}\x1b[K`);
    },
    clear: () => {
      if (output.isTTY) output.write('\r\x1b[K');
    },
  };
}
