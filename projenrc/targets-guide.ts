import { Backend } from '../src/backend/backend';
import { POD_ROWS } from '../src/targets/kubernetes/table';
import { SERVICE_ROWS } from '../src/targets/swarm/table';
import { TargetRow } from '../src/targets/target-row';
import { FieldName, FIELDS, isKept } from '../src/workload/container/fields/table';

/** The fields that are no props of their own. */
const NOT_PROPS: readonly FieldName[] = ['policy'];

/** Props of which kreuzwerker/docker keeps some values only. */
const PARTLY: Partial<Record<FieldName, string>> = {
  entryPoint: 'kept; an empty one is refused',
  gpus: 'kept otherwise: `Gpus.all()` only',
  cpus: 'kept otherwise: as a quota',
};

const INTRODUCTION = `---
page_title: "What each target keeps"
subcategory: ""
description: |-
  What becomes of each prop of a container on an engine, with either back end, and in a cluster.
---

# What each target keeps

A container has the same props wherever it runs. What becomes of them depends on its host: a \`ContainerHost\` with either back end, a
\`SwarmCluster\`, or a \`KubernetesCluster\`. A prop that is refused is an error when the stack is synthesized, together with all others.
It says what to do.

\`npx projen docs\` generates this page from the tables by which props are rendered.`;

const HEAD = '| prop | Engine, `berth/docker` | Engine, `kreuzwerker/docker` | Docker Swarm | Kubernetes |';
const LINE = '| --- | --- | --- | --- | --- |';

/** Returns the guide with a row for each prop of a container. */
export function targetsGuide(): string {
  const names = (Object.keys(FIELDS) as FieldName[]).filter((name) => !NOT_PROPS.includes(name)).sort();
  const rows = names.map((name) => {
    const cells = [`\`${name}\``, engine(name), kreuzwerker(name), clustered(SERVICE_ROWS[name]), clustered(POD_ROWS[name])];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    INTRODUCTION,
    '',
    HEAD,
    LINE,
    ...rows,
    '',
    'Of a set of clones:',
    '',
    HEAD,
    LINE,
    '| `replicas` | kept | kept otherwise: `count` of the resource | kept | kept |',
    '| `rollingUpdate` | kept | refused | kept otherwise: `update_config`. With `maxSurge`, that many tasks start at once before their '
      + 'predecessors stop, and `maxUnavailable` does not count | kept; without `rollback` |',
    '| `standby` | kept | refused | kept otherwise: with a warning. None stand by, so a new task starts as any other | as in a swarm |',
    '| `fork` | kept, on hosts that can: see the guide "Forks" | refused | refused: a swarm starts each task by itself | refused |',
    '| `overlap` | kept | kept | kept otherwise: the swarm decides when a task moves | as in a swarm |',
    '| a port with `hostPort` | each clone has its own, from `hostPort` up | the same | all tasks share it | all pods share it |',
    '',
  ].join('\n');
}

function engine(name: FieldName): string {
  return FIELDS[name].onlyInClusters === undefined ? 'kept' : 'refused: it chooses among nodes';
}

function kreuzwerker(name: FieldName): string {
  if (FIELDS[name].onlyInClusters !== undefined) return engine(name);
  const dialect = { has: (attribute: string) => Backend.KREUZWERKER._has('docker_container', attribute) };
  return isKept(FIELDS[name], dialect) ? PARTLY[name] ?? 'kept' : 'refused';
}

/** Returns how a cluster keeps a prop. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function clustered({ keeping, how }: TargetRow<any, any, any>): string {
  if (keeping === 'kept') return 'kept';
  return keeping === 'otherwise' ? `kept otherwise: ${how}` : `refused: it ${how}`;
}
