import { Body, listOf, providerOf, readFile, resourcesOf } from './file';

/** A set of clones of a stack. */
export interface StackSet {
  readonly name: string;
  /** How many clones are to run, and to stand by. Undefined if only Terraform knows that. */
  readonly replicas?: number;
  readonly standby?: number;
  /** Where its clones are. */
  readonly hosts: readonly { readonly name: string; readonly provider: string; readonly engine?: string }[];
}

/** Reads the sets of clones of a synthesized stack. Those whose name only Terraform knows are left out. */
export function readSets(folder: string): StackSet[] {
  return resourcesOf(readFile(folder), 'docker_clone_set').flatMap((set): StackSet[] => {
    const { name, replicas, standby = 0 } = set;
    if (typeof name !== 'string' || !/^[\w.-]+$/.test(name)) return [];
    return [{
      name,
      ...typeof replicas === 'number' && { replicas },
      ...typeof standby === 'number' && { standby },
      hosts: listOf(set.host).map((host) => hostOf(host, providerOf(set))),
    }];
  });
}

function hostOf({ name, engine }: Body, provider: string): StackSet['hosts'][number] {
  return { name: String(name), provider, ...typeof engine === 'string' && { engine } };
}
