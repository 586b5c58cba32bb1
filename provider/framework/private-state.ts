/**
 * The framework's own part of a resource's private state: what was configured when the resource was last applied.
 * Without it, a plan could not distinguish a value that was removed from the configuration from one that was never set.
 */
export interface ConfiguredRecord {
  /** The paths of configured attributes that are optional and computed: `restart`, `ports.0.external`. */
  readonly paths: readonly string[];
  /** Fingerprints of the configured blocks of each set, by the set's path: such blocks have no position. */
  readonly elements: { readonly [path: string]: readonly string[] };
}

const KEY = 'framework';

interface FrameworkPart {
  readonly configured: ConfiguredRecord;
  /** Between plan and apply: the record of the previous apply. If this apply fails, both records count. */
  readonly before?: ConfiguredRecord;
}

/** Returns what was configured, or undefined if that was not recorded, as in a state that was imported or that another provider wrote. */
export function readConfigured(privateState: Uint8Array): ConfiguredRecord | undefined {
  return readPart(privateState)?.configured;
}

/** Returns the private state of a plan. Keeps what another provider may have stored in it. */
export function plannedPrivateState(privateState: Uint8Array, configured: ConfiguredRecord): Buffer {
  const before = readConfigured(privateState);
  return write(privateState, { configured, ...(before && { before }) });
}

/** Returns the private state after an apply. After a failure, values that were to be removed still count as configured. */
export function appliedPrivateState(plannedPrivate: Uint8Array, succeeded: boolean): Buffer {
  const part = readPart(plannedPrivate);
  if (part === undefined) {
    return Buffer.from(plannedPrivate);
  }
  return write(plannedPrivate, { configured: succeeded ? part.configured : union(part.configured, part.before) });
}

function union(a: ConfiguredRecord, b: ConfiguredRecord | undefined): ConfiguredRecord {
  if (b === undefined) {
    return a;
  }
  return { paths: [...new Set([...a.paths, ...b.paths])], elements: b.elements };
}

function write(privateState: Uint8Array, part: FrameworkPart): Buffer {
  return Buffer.from(JSON.stringify({ ...parse(privateState), [KEY]: part }));
}

function readPart(privateState: Uint8Array): FrameworkPart | undefined {
  const part = parse(privateState)[KEY] as Partial<FrameworkPart> | undefined;
  return isRecord(part?.configured) ? part as FrameworkPart : undefined;
}

function isRecord(value: unknown): value is ConfiguredRecord {
  const record = value as Partial<ConfiguredRecord> | undefined;
  return Array.isArray(record?.paths) && typeof record?.elements === 'object' && record.elements !== null;
}

/** Parses private state. Another provider's can have any format; a JSON object is kept. */
function parse(privateState: Uint8Array): { readonly [key: string]: unknown } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(privateState).toString());
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed as { readonly [key: string]: unknown } : {};
  } catch {
    return {};
  }
}
