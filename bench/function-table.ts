import { ancestorName } from './ancestor-function.ts';
import { type FunctionMeasurements, starts } from './measure-functions.ts';

/** The lines that say how our functions compare. The notifier is its nearest kin. */
export function functionTable({ ours, ancestor }: FunctionMeasurements): readonly string[] {
  if (typeof ancestor === 'string') {
    return [
      `functions, not compared with ${ancestorName}: could not fetch them, ${ancestor}`,
      row('', 'module', 'start'),
      ...ours.map((one) => row(one.name, size(one.moduleBytes), time(one.startMilliseconds))),
    ];
  }
  return [
    `functions against one with ${ancestorName}; medians of ${starts} starts, taking turns:`,
    row('', 'module', 'start', 'smaller', 'bundled', 'as files'),
    ...ours.map((one) =>
      row(
        one.name,
        size(one.moduleBytes),
        time(one.startMilliseconds),
        times(ancestor.moduleBytes / one.moduleBytes),
        times(ancestor.startMilliseconds / one.startMilliseconds),
        times(ancestor.unbundledStartMilliseconds / one.startMilliseconds),
      ),
    ),
    row('bundled', size(ancestor.moduleBytes), time(ancestor.startMilliseconds)),
    row('as files', '', time(ancestor.unbundledStartMilliseconds)),
  ];
}

function row(name: string, ...cells: readonly string[]): string {
  return `${name.padEnd(12)}${cells.map((cell) => cell.padStart(12)).join('')}`;
}

function size(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} kB`;
}

function time(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(1)} times`;
}
