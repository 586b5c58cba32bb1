import { DataDisk, DiskFileSystem } from './data-disk';
import { HostDefault } from './host-deviation';
import { DATA_FOLDER, HostModel } from './host-model';
import { step, Step } from './render/step';

/** Returns what a machine has to be, so that a script which can't succeed changes nothing. */
export function preconditions(model: HostModel): Step[] {
  const { family, off, slices, dedicatedEngines, dataDisk, tls, runtimes, users } = model;
  const isOn = (each: HostDefault) => !off.has(each);
  const onMachine = tls !== undefined && tls.certificates._files.length === 0 ? filesOnMachine(tls.certificates._folder) : [];
  return [
    step('on_family', family.name, ...family._facts.ids),
    ...(slices.length === 0 ? [] : [step('need_systemd', 'slices')]),
    ...(dedicatedEngines.length === 0 ? [] : [step('need_systemd', 'dedicated engines')]),
    ...(isOn(HostDefault.FIREWALL) ? [step('no_other_firewall')] : []),
    ...(dataDisk === undefined ? [] : [step('need_disk', ...mountOf(dataDisk))]),
    ...onMachine.map(([path, mode]) => step('need_file', path, mode)),
    ...runtimes.flatMap(({ programs }) => programs).map((path) => step('need_program', path)),
    ...runtimes.flatMap(({ links }) => Object.keys(links)).map((path) => step('need_place', path)),
    ...users.map(({ name }) => step('need_user', name)),
    step('keep_data', isOn(HostDefault.USER_NAMESPACES) ? 'remapped' : ''),
  ];
}

/** Returns the files of the engine's certificates in a folder, with their permissions. */
export function filesOnMachine(folder: string): ReadonlyArray<readonly [path: string, mode: string]> {
  return [[`${folder}/ca.pem`, '444'], [`${folder}/cert.pem`, '444'], [`${folder}/key.pem`, '400']];
}

/** Returns how a disk is mounted, as the arguments of `need_disk` and `mount_disk`. */
export function mountOf({ device, fileSystem }: DataDisk): [device: string, type: string, folder: string, options: string] {
  // Without quotas, the engine can't limit the size of a container's files.
  return [device, fileSystem, DATA_FOLDER, fileSystem === DiskFileSystem.XFS ? 'defaults,pquota' : 'defaults'];
}
