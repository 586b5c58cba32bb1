import Docker from 'dockerode';
import { Config } from './managed';

export type Json = Record<string, unknown>;

interface Answer {
  readonly ID: string; readonly Version: { readonly Index: number }; readonly Spec: Json; readonly [field: string]: unknown;
}

/** A service as the engine reports it. */
export async function inspected(docker: Docker, name: string): Promise<Answer> {
  return docker.getService(name).inspect() as Promise<unknown> as Promise<Answer>;
}

/** Returns a part of a value by a path: `TaskTemplate.Resources.Limits`. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (part as Json | null | undefined)?.[name], value);
}

/** Changes the specification of a service, as another tool would. */
export async function changeOutside(docker: Docker, name: string, change: (spec: Json) => void): Promise<void> {
  const { Version: { Index: version }, Spec: spec } = await inspected(docker, name);
  change(spec);
  await (docker.getService(name).update({}, { _query: { version }, _body: spec } as never) as unknown as Promise<unknown>);
}

/** Sets a part of a value by a path, or removes it. */
export function put(value: Json, path: string, part: unknown): void {
  const names = path.split('.');
  const last = names.pop()!;
  const parent = names.reduce<Json>((each, name) => (each[name] ??= {}) as Json, value);
  if (part === undefined) delete parent[last];
  else parent[last] = part;
}

/** Sets an attribute of a configuration by a path of blocks: `task_spec.container_spec.env`. */
export function configured(config: Config, path: string, value: unknown): Config {
  const copy = structuredClone(config);
  if (value === undefined) return copy;
  const names = path.split('.');
  const last = names.pop()!;
  const parent = names.reduce<Config>((each, name) => {
    const blocks = (each[name] ??= [{}]) as Config[];
    return blocks[0]!;
  }, copy);
  parent[last] = value;
  return copy;
}

/** Returns the tasks of a service. */
export async function tasksOf(docker: Docker, name: string): Promise<Json[]> {
  return docker.listTasks({ filters: JSON.stringify({ service: [name] }) } as never) as unknown as Promise<Json[]>;
}
