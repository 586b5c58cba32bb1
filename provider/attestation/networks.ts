import { Network } from './bridge-filter';
import { Engine } from '../engine/engine';
import { inspectNetwork } from '../engine/inspect';
import { Inspect } from '../resources/container/fields/fact';

/** Returns the networks of containers by id. The driver and the options of a network never change, so each is asked for once. */
export async function networksOf(engine: Engine, containers: readonly Inspect[]): Promise<ReadonlyMap<string, Network>> {
  const endpoints = containers.flatMap(({ NetworkSettings: { Networks: networks } }) => Object.values(networks ?? {}));
  const ids = [...new Set(endpoints.map(({ NetworkID: id }) => id).filter((id) => id))];
  const networks = await Promise.all(ids.map((id) => inspectNetwork(engine, id, { lasting: true })));
  return new Map(networks.flatMap((network) => network === undefined ? [] : [[network.Id, network] as const]));
}
