import { IContainerHost } from '../engine/i-container-host';
import { isUnknown } from '../private/expressions';
import { OBSERVED_ATTRIBUTES, observe } from '../shared/controls/observe';
import { DescribedContainer, ObserveOptions } from '../shared/controls/reader';
import { LimitedSchema } from '../shared/controls/row';
import { ControlName, controlRow, Controls } from '../shared/controls/table';

/**
 * Returns the controls of a described container, without those that its schema has no arguments for.
 *
 * @param schema the schema of the described resource, if it has fewer arguments than a container of Berth's own provider
 */
export function controlsOfDescribed(
  described: DescribedContainer, schema: LimitedSchema | undefined, host: IContainerHost | undefined,
): Controls {
  const observed = observeOnce(described, observeOptionsFor(host));
  const limited = schema ?? (host?._placement.target.dialect.has('pids_limit') ? undefined : 'kreuzwerker/docker');
  return limited === undefined ? observed : withoutMissing(observed, limited);
}

/** Returns what is known about a host when its containers are observed. */
export function observeOptionsFor(host: IContainerHost | undefined): ObserveOptions {
  const { socket, sharedFolders } = host?._placement ?? {};
  return { isUnknown, engineSocket: isUnknown(socket) ? undefined : socket, sharedFolders };
}

function withoutMissing(controls: Controls, schema: LimitedSchema): Controls {
  return Object.fromEntries(Object.entries(controls).filter(([name]) => !controlRow(name as ControlName).missingIn?.includes(schema)));
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
