import { MultiBar, SingleBar } from 'cli-progress';
import { Failure, Figures } from './set-progress';
import { presentable, printableJson } from '../../provider/diagnostics/printable';
import { Io } from '../command/io';

/** Shows how far sets are. */
export interface Display {
  show(figures: readonly Figures[]): void;
  fail(failure: Failure): void;
  say(text: string): void;
  end(): void;
}

/** A bar for each set, and failures above them. */
export class Bars implements Display {
  private readonly bars = new Map<string, SingleBar>();
  private readonly multi: MultiBar;

  constructor({ stdout }: Io) {
    this.multi = new MultiBar({
      stream: stdout as NodeJS.WritableStream,
      format: '{set} {bar} {value}/{wanted} {rest}',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 30,
      hideCursor: true,
      emptyOnZero: true,
    });
  }

  public show(figures: readonly Figures[]): void {
    const width = Math.max(...figures.map(({ name }) => name.length));
    for (const each of figures) {
      const { name, running, replicas } = each;
      const total = Math.max(replicas ?? 0, running);
      const payload = { set: name.padEnd(width), wanted: replicas ?? '?', rest: restOf(each).join(', ') };
      const bar = this.bars.get(name) ?? this.multi.create(total, running, payload);
      this.bars.set(name, bar);
      bar.setTotal(total);
      bar.update(running, payload);
    }
  }

  public fail(failure: Failure): void {
    this.say(textOf(failure));
  }

  public say(text: string): void {
    this.multi.log(`${presentable(text)}\n`);
    this.multi.update();
  }

  public end(): void {
    this.multi.stop();
  }
}

/** A line for each set that has changed, and for each failure. */
export class Log implements Display {
  private readonly shown = new Map<string, string>();

  constructor(private readonly io: Io, private readonly asJson: boolean) {}

  public show(figures: readonly Figures[]): void {
    for (const each of figures) {
      const { rate: _rate, ...lasting } = each;
      const key = JSON.stringify(lasting);
      if (this.shown.get(each.name) === key) continue;
      this.shown.set(each.name, key);
      const { name, running, replicas } = each;
      this.write(`${name}: ${[`${running} of ${replicas ?? '?'} run`, ...restOf(each)].join(', ')}`, { set: each });
    }
  }

  public fail(failure: Failure): void {
    this.write(textOf(failure), { failure });
  }

  public say(text: string): void {
    this.write(text, { message: text });
  }

  public end(): void {
    // Each line is complete.
  }

  private write(text: string, data: object): void {
    const time = new Date().toISOString();
    this.io.stdout.write(this.asJson ? `${printableJson({ time, ...data })}\n` : `${time} ${presentable(text)}\n`);
  }
}

function restOf({ standby, unhealthy, created, removed, failed, rate }: Figures): string[] {
  const count = (number: number, what: string) => (number === 0 ? [] : [`${number} ${what}`]);
  return [
    ...count(standby, 'stand by'), ...count(unhealthy, 'unhealthy'), ...count(created, 'created'), ...count(removed, 'removed'),
    ...count(failed, 'failed'), ...rate === 0 ? [] : [`${rate.toFixed(1)} each second`],
  ];
}

function textOf({ clone, host, reason }: Failure): string {
  return `${clone} on ${host} ${reason}`;
}
