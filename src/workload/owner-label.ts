import { IContainerHost } from '../engine/i-container-host';
import { VIRTUAL_HOST_LABEL } from '../shared/virtual-host/rules';

type Labels = { readonly [name: string]: string };

/** Returns the label that says whose an object is, or none if no host of it is a virtual one. */
export function ownerLabel(...hosts: readonly (IContainerHost | undefined)[]): Labels {
  const names = hosts.flatMap((host) => host?._placement.virtualHost?.rules.name ?? []);
  return names.length > 0 ? { [VIRTUAL_HOST_LABEL]: names.join(',') } : {};
}

/** Adds the label that says whose an object is. */
export function withOwner(labels: Labels | undefined, ...hosts: readonly (IContainerHost | undefined)[]): Labels | undefined {
  const owner = ownerLabel(...hosts);
  return Object.keys(owner).length > 0 ? { ...labels, ...owner } : labels;
}
