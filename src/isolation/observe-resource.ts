import { TerraformResource } from 'cdktf';
import { describeResource, isService, isUnknown } from './described';
import { IContainerHost } from '../engine/i-container-host';
import { OBSERVED_ATTRIBUTES, observe } from '../shared/controls/observe';
import { DescribedContainer, ObserveOptions } from '../shared/controls/reader';
import { LimitedSchema } from '../shared/controls/row';
import { ControlName, controlRow, Controls } from '../shared/controls/table';

/** Returns the controls of a resource, as it will be synthesized. */
export function controlsOf(resource: TerraformResource, host: IContainerHost | undefined): Controls {
  return controlsOfDescribed(describeResource(resource), isService(resource), host);
}

/** Returns the controls of a described container or service, without those that its schema has no arguments for. */
export function controlsOfDescribed(described: DescribedContainer, service: boolean, host: IContainerHost | undefined): Controls {
  const observed = observeOnce(described, observeOptionsFor(host));
  const schema = service ? 'docker_service' : host?.backend._has('docker_container', 'pids_limit') ? undefined : 'kreuzwerker/docker';
  return schema === undefined ? observed : withoutMissing(observed, schema);
}

/** Returns what is known about a host when its containers are observed. */
export function observeOptionsFor(host: IContainerHost | undefined): ObserveOptions {
  const socket = host?._placement.socket;
  return { isUnknown, engineSocket: isUnknown(socket) ? undefined : socket };
}

function withoutMissing(controls: Controls, schema: LimitedSchema): Controls {
  return Object.fromEntries(Object.entries(controls).filter(([name]) => !controlRow(name as ControlName).missingIn?.includes(schema)));
}

// Most containers of a stack have the same isolation, so the key leaves out the attributes that do not matter for it.
const cache = new Map<string, Controls>();

function observeOnce(described: DescribedContainer, options: ObserveOptions): Controls {
  const key = JSON.stringify(
    [options.engineSocket, ...OBSERVED_ATTRIBUTES.map((name) => described[name] ?? null)],
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
