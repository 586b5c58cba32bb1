/**
 * The framework's own part of a resource's private state: what the author had configured when the resource was last
 * applied. Only with it can a plan tell a value that was removed (the default again) from one that never was set.
 */
export interface ConfiguredRecord {
  /** Attributes that are optional and computed, by their path in the state: `restart`, `ports.0.external`. */
  readonly paths: readonly string[];
  /** Blocks of a set have no position: by the set's path, a fingerprint of each block as it was written. */
  readonly elements: { readonly [path: string]: readonly string[] };
}

const KEY = 'framework';

interface FrameworkPart {
  readonly configured: ConfiguredRecord;
  /** While a plan waits for its apply: what counts again if that fails. */
  readonly before?: ConfiguredRecord;
}

/** What was configured, or undefined where nobody wrote it down: the state is another provider's, or imported. */
export function readConfigured(privateState: Uint8Array): ConfiguredRecord | undefined {
  return readPart(privateState)?.configured;
}

/** The private state of a plan. What another provider left in it stays. */
export function plannedPrivateState(privateState: Uint8Array, configured: ConfiguredRecord): Buffer {
  const before = readConfigured(privateState);
  return write(privateState, { configured, ...(before && { before }) });
}

/** The private state after an apply. If that failed, the value that was to be removed still is to be removed. */
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

/** Another provider's private state may be anything; an object is kept as it is. */
function parse(privateState: Uint8Array): { readonly [key: string]: unknown } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(privateState).toString());
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed as { readonly [key: string]: unknown } : {};
  } catch {
    return {};
  }
}
