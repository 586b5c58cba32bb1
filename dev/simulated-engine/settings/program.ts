import { commandOf } from './config';
import { isEmpty, Json } from './json';

/** What a program does, as far as its command tells. None is really run. */
export interface Program {
  /** The code with which it ends right after its start. @default - it runs until it is stopped */
  readonly exits?: number;
  /** The code with which it ends at a signal that asks it to. @default - it ignores them, as the first process of a container does */
  readonly stopsWith?: number;
}

/** The number of SIGTERM. A shell that ends by it while it waits ends with 128 more. */
const TERMINATED = 128 + 15;

/** Recognizes what tests run: `true`, `false`, `exit 3`, and a shell with a trap. Everything else runs until it is killed. */
export function programOf(config: Json, host: Json): Program {
  const command = commandOf(config);
  const text = command.join(' ');
  const [, code] = /(?:^|-c )exit (\d+)$/.exec(text) ?? [];
  if (code !== undefined) return { exits: Number(code) };
  if (/^(\/bin\/)?(true|false)$/.test(text)) return { exits: text.endsWith('true') ? 0 : 1 };
  // Only the first process of a container ignores signals.
  const isFirst = !host.Init && isEmpty(host.PidMode);
  return /\btrap /.test(text) || !isFirst ? { stopsWith: TERMINATED } : {};
}
