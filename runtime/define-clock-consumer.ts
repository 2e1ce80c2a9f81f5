import { parseTick, type Tick } from '../contracts/tick.ts';
import type { Consumer, Module, Shape } from './define-consumer.ts';
import type { PortName } from './ports.ts';

type ClockConsumer<Needs extends PortName> = Shape<Needs> & {
  /** On AWS; on one machine, where a look costs nothing, it is every minute. */
  readonly everyMinutes: number;
  readonly load: () => Promise<Module<Tick, Needs>>;
};

/** Declares a consumer that is woken again and again, and by nothing else. */
export function defineClockConsumer<const Needs extends PortName>(
  declaration: ClockConsumer<Needs>,
): Consumer {
  const { load, ...data } = declaration;
  return {
    ...data,
    listensTo: 'clock',
    start: async (deps) => {
      const handle = (await load()).createHandle(deps);
      return async (body) => [await handle(parseTick(JSON.parse(body)))];
    },
  };
}
