import { IContainerHost } from '../engine/i-container-host';
import { isUnknown } from '../private/expressions';
import { OBSERVED_ATTRIBUTES, observe } from '../shared/controls/observe';
import { DescribedContainer, ObserveOptions } from '../shared/controls/reader';
import { LimitedSchema } from '../shared/controls/row';
import { CONTROL_NAMES, ControlName, controlRow, Controls } from '../shared/controls/table';

/**
 * Returns the controls of a described container, without those that its schema has no arguments for.
 *
 * @param schema the schema of the described resource, if it has fewer arguments than a container of Berth's own provider
 */
export function controlsOfDescribed(
  described: DescribedContainer, schema: LimitedSchema | undefined, host: IContainerHost | undefined,
): Controls {
  const missing = missingControls(schema, host);
  const observed = observeOnce(described, observeOptionsFor(host));
  if (missing.length === 0) return observed;
  return Object.fromEntries(Object.entries(observed).filter(([name]) => !missing.includes(name as ControlName)));
}

/** Returns the controls for which the schema of a described resource has no arguments. */
export function missingControls(schema: LimitedSchema | undefined, host: IContainerHost | undefined): readonly ControlName[] {
  const isBerths = host?._placement.target.dialect.has('pids_limit') ?? false;
  // Berth's provider holds a service to its whole policy.
  const limited = isBerths ? undefined : schema ?? 'kreuzwerker/docker';
  return limited === undefined ? [] : CONTROL_NAMES.filter((name) => controlRow(name).missingIn?.includes(limited));
}

/** Returns what is known about a host when its containers are observed. */
export function observeOptionsFor(host: IContainerHost | undefined): ObserveOptions {
  const { socket, sharedFolders } = host?._placement ?? {};
  return { isUnknown, engineSocket: isUnknown(socket) ? undefined : socket, sharedFolders };
}

// Most containers of a stack have the same isolation, so the key leaves out the attributes that do not matter for it.
const cache = new Map<string, Controls>();

function observeOnce(described: DescribedContainer, options: ObserveOptions): Controls {
  const key = JSON.stringify(
    [options.engineSocket, options.sharedFolders, ...OBSERVED_ATTRIBUTES.map((name) => described[name] ?? null)],
    // JSON omits symbols, so blocks that Terraform writes later would look like missing ones.
    (_, value: unknown) => typeof value === 'symbol' ? String(value) : value,
  );
  let controls = cache.get(key);
  if (!controls) {
    controls = observe(described, options);
    cache.set(key, controls);
  }
  return controls;
}
