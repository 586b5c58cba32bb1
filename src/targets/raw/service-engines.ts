import { TerraformResource } from 'cdktf';
import { NamedEngine } from './clone-engines';

const engines = new WeakMap<TerraformResource, readonly NamedEngine[]>();

/** Says on which engines the tasks of a service can run, as far as the stack has a connection to them. */
export function setServiceEngines(resource: TerraformResource, nodes: readonly NamedEngine[]): void {
  engines.set(resource, nodes);
}

/** Returns on which engines the tasks of a service can run. Empty if no construct of Berth made it. */
export function serviceEngines(resource: TerraformResource): readonly NamedEngine[] {
  return engines.get(resource) ?? [];
}
