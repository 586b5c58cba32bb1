import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { Bars, Log } from './display';
import { WatchedStack } from './watched-stack';
import { Io } from '../command/io';
import { printError } from '../command/output';

interface Options {
  readonly every: number;
  readonly trustSshOpts?: boolean;
  readonly json?: boolean;
}

/** How often bars are drawn, and the stack is looked at, in milliseconds. */
const TICK = 250;

/** `berth watch`: follows the clones of a stack's sets while they are created, changed and removed. */
export function watchCommand(io: Io, exit: (code: number) => void): Command {
  return new Command('watch')
    .summary('follow the sets of clones of a stack')
    .description('Follows the events of the hosts of a stack while it is applied or destroyed, until it is interrupted. A terminal shows '
      + 'a bar for each set of clones: how many run, how many were created and removed since it began, how many each second, and '
      + 'failures. Elsewhere, it prints a line for each set that has changed, and for each failure.')
    .argument('<folder>', 'folder of the synthesized stack, such as cdktf.out/stacks/<name>')
    .option('--every <seconds>', 'how often a line is printed for a set that changes', seconds, 10)
    .option('--trust-ssh-opts', 'also use those `ssh_opts` of a stack that may run programs on this machine, such as ProxyCommand')
    .option('--json', 'print a line of JSON instead of each line of text')
    .action(async (folder: string, options: Options) => {
      try {
        await watch(io, folder, options);
      } catch (error) {
        printError(io, error, options.json === true);
        exit(1);
      }
    });
}

async function watch(io: Io, folder: string, { every, trustSshOpts = false, json = false }: Options): Promise<void> {
  const asBars = io.stdout.isTTY === true && !json;
  const display = asBars ? new Bars(io) : new Log(io, json);
  const stack = new WatchedStack(io, folder, trustSshOpts, display);
  try {
    const ticks = asBars ? 1 : Math.max(1, Math.round(every * 1000 / TICK));
    for (let tick = 0; !io.signal.aborted; tick++) {
      stack.refresh();
      if (stack.isKnown && tick % ticks === 0) display.show(stack.figures);
      await sleep(TICK, undefined, { signal: io.signal }).catch(() => undefined);
    }
    if (stack.isKnown) display.show(stack.figures);
  } finally {
    display.end();
  }
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('Give a number of seconds above 0.');
  return value;
}
