import { NodeModel } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { membershipOf } from '../../engine/swarm/membership';
import { Engines } from '../../engines/engines';
import { providerConfigurationUnknown } from '../../framework/core/errors';

type Selection = Pick<NodeModel, 'engine' | 'manager_engine'>;

/** Whether a node is managed through its own engine. */
export function managesItself({ engine, manager_engine: manager }: Selection): boolean {
  return manager === null || (manager || null) === engine;
}

/** Whether a node is managed through its own engine now, and not through one that is used instead of it. */
export function managesItselfNow(engines: Engines, selection: Selection): boolean {
  return managesItself(selection) && !engines.isLost(selection.engine);
}

/** Returns the engine of a node. Throws if the provider has none of this name, or does not know it yet. */
export function engineOf(engines: Engines, { engine }: Selection): Engine {
  return known(engines.exactly(engine));
}

/** Returns the engine of the manager through which a node is managed, which has to be one that answers. */
export async function managerOf(engines: Engines, model: Selection): Promise<Engine> {
  const manager = known(engines.of(managesItself(model) ? model.engine : model.manager_engine || null));
  const { ControlAvailable: isManager, LocalNodeState: state = 'inactive' } = await membershipOf(manager, { fresh: true });
  if (isManager === true) return manager;
  throw new DiagnosticError({
    summary: `The engine at ${manager.endpoint.address} is no manager of a swarm`,
    detail: `Its state in a swarm is "${state}". ${managesItself(model)
      ? 'Set `manager_engine` to the name of an `engine` block whose engine is a manager, or to "" for the engine of the provider\'s own '
        + '`host`.'
      : '`manager_engine` has to name an engine that is a manager: promote it (docker node promote), or name another one.'}`,
    path: ['manager_engine'],
  });
}

function known(engine: Engine | undefined): Engine {
  if (engine === undefined) throw providerConfigurationUnknown();
  return engine;
}
