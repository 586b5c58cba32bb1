import { Template } from './template';
import { Attributes, blocks } from '../../../src/shared/virtual-host/broken-rule';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { Engine } from '../../engine/engine';
import { inspectVolume } from '../../engine/inspect';
import { requireFloorForVolume, requireIsolation } from '../../isolation/judge';
import { requireRules, rulesOf } from '../../virtual-host/judge';
import { volumeQuota, withinQuota } from '../../virtual-host/quota';
import { ContainerModel } from '../container/fields/schema';

/** A volume that a clone has of its own: its name, and how it is made. */
interface CloneVolume {
  readonly name: string;
  readonly driver: string;
  readonly options: Attributes;
  readonly labels: readonly Attributes[];
}

/**
 * Makes the volumes whose names differ from clone to clone, where rules apply: the engine would make them without a rule, a label and a
 * quota. Those that exist stay as they are.
 *
 * @param filled  the template, with the placeholders of a clone filled in
 */
export async function provideVolumes(engine: Engine, template: Template, filled: Template, signal: AbortSignal): Promise<void> {
  const rules = rulesOf(filled);
  if (rules === undefined) return;
  requireIsolation(filled as unknown as ContainerModel, engine);
  for (const { name, driver, options, labels } of volumesOf(template, filled)) {
    if (await inspectVolume(engine, name, { fresh: true }) !== undefined) continue;
    const given = labels.filter(({ label }) => label !== VIRTUAL_HOST_LABEL);
    const own = [...given, { label: VIRTUAL_HOST_LABEL, value: rules.name }];
    const volume = { name, driver, driver_opts: options, labels: own, virtual_host: filled.virtual_host, cluster: [] };
    requireFloorForVolume(volume, engine);
    requireRules('Volume', volume);
    await withinQuota(engine, volumeQuota(volume), signal, () => engine.call(`create volume "${name}"`, (docker) => docker.createVolume({
      Name: name,
      Driver: driver,
      DriverOpts: options as { [option: string]: string },
      Labels: Object.fromEntries(own.map(({ label, value }) => [String(label), String(value)])),
    })), () => engine.call(`remove volume "${name}"`, (docker) => docker.getVolume(name).remove()));
  }
}

function volumesOf(template: Template, filled: Template): CloneVolume[] {
  const varying = (block: string, attribute: string) => {
    const before = blocks(template[block]);
    return blocks(filled[block]).filter((each, index) => each[attribute] && each[attribute] !== before[index]![attribute]);
  };
  const mounted = varying('mounts', 'source').filter(({ type }) => type === 'volume').map(({ source, volume_options: given }) => {
    const [{ driver_name: driver, driver_options: options, labels } = {} as Attributes] = blocks(given);
    return { name: String(source), driver: String(driver || 'local'), options: (options ?? {}) as Attributes, labels: blocks(labels) };
  });
  const bound = varying('volumes', 'volume_name').filter(({ volume_name: name }) => !String(name).startsWith('/'));
  const driver = String(template.volume_driver || 'local');
  return [...mounted, ...bound.map(({ volume_name: name }) => ({ name: String(name), driver, options: {}, labels: [] }))];
}
