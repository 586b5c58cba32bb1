import { FunctionName } from './prelude';

/** A thing that a host has, as a call of a function of the script. */
export interface Step {
  readonly call: FunctionName;
  readonly args: readonly string[];
  /** A text for the function, which ends with a line break. */
  readonly input?: string;
}

/** Steps that belong together. */
export interface Section {
  readonly title: string;
  readonly steps: readonly Step[];
}

export const step = (call: FunctionName, ...args: readonly string[]): Step => ({ call, args });

/** A file. If it changes, the service restarts. */
export const file = (path: string, input: string, { mode = '644', service }: { mode?: string; service?: string } = {}): Step =>
  ({ call: 'put_file', args: [path, mode, ...(service === undefined ? [] : [service])], input });

/** A file with a unit of systemd, or with a part of one. */
export const unit = (name: string, input: string): Step => file(`/etc/systemd/system/${name}`, input, { service: 'units' });
