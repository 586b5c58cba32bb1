import { BerthError } from '../../private/berth-error';

export const notInKubernetes = (field: string, reason: string) => new BerthError('NOT_IN_KUBERNETES', `The prop \`${field}\` ${reason}.`);

export const imageNeedsBuilder = (name: string) => new BerthError('IMAGE_NEEDS_BUILDER',
  `The image "${name}" is made by this stack, and the nodes of a Kubernetes cluster get images from a registry. Set \`imageRegistry\`, `
  + 'such as "registry.example.com/team", and `imageBuilder`, the host that makes images and pushes them. Or use '
  + 'BaseImage.fromRegistry().');

export const notForKubernetes = (what: string, instead: string) => new BerthError('NOT_FOR_KUBERNETES',
  `${what} belongs to a Docker Engine: ${instead}.`);

export const addressOfPod = () => new BerthError('ADDRESS_OF_POD',
  'Pods have no address that is known before they run, and it changes with each of them. Use the name of the container.');

export const networkUnknown = (name: string) => new BerthError('NETWORK_UNKNOWN_IN_KUBERNETES',
  `The network "${name}" exists on an engine, and a Kubernetes cluster has no networks. Add a network to the cluster instead.`);

export const volumeOptionsUnknown = (name: string, options: readonly string[]) => new BerthError('VOLUME_OPTIONS_NOT_IN_KUBERNETES',
  `The volume "${name}" has the driver options ${options.map((each) => `"${each}"`).join(', ')}, and a volume claim has only "size", such `
  + 'as "10Gi", and "accessMode". Remove the others, or set the name of a storage class as `driver`.');

export const accessModeUnknown = (name: string, mode: string, modes: readonly string[]) => new BerthError('VOLUME_ACCESS_MODE_UNKNOWN',
  `The volume "${name}" has the access mode "${mode}". Use ${modes.slice(0, -1).join(', ')} or ${modes.at(-1)}.`);

export const claimShared = (name: string, pods: number, paths: readonly string[]) => new BerthError('CLAIM_OF_SEVERAL_PODS',
  `${Number.isFinite(pods) ? `Up to ${pods}` : 'Several'} pods of ${paths.join(' and ')} use the volume "${name}" at the same time. By `
  + 'default, it can be used on one node only, and pods on other nodes would never start. Give each clone a volume of its own '
  + '(Mount.volumeOfClone()). Or set the driver option "accessMode": to "ReadWriteMany" if the storage class can do that, or to '
  + '"ReadWriteOnce" if all these pods run on one node.');

export const volumeSizeInvalid = (name: string, size: string) => new BerthError('VOLUME_SIZE_INVALID',
  `The volume "${name}" has the size "${size}". Write a number and a unit of Kubernetes, such as "10Gi".`);

export const aliasTwice = (alias: string, namespace: string, paths: readonly string[]) => new BerthError('ALIAS_OF_TWO_PODS',
  `"${alias}" is the name of ${paths.join(' and of ')} for others, and in the namespace "${namespace}" a name has one meaning. Give one of `
  + 'them another `alias`.');

export const cloneVolumeTooLate = (target: string) => new BerthError('CLONE_VOLUME_TOO_LATE',
  `The mount at "${target}" gives each clone a volume of its own, and it was added later. Pass it in \`mounts\` of the set.`);

export const nameTaken = (name: string, namespace: string, other: string) => new BerthError('NAME_TAKEN_IN_NAMESPACE',
  `The name is "${name}" in Kubernetes, which is that of ${other} in the namespace "${namespace}", too: "." and "_" become "-". Give one `
  + 'of them another `name`.');

export const namespaceTaken = (name: string) => new BerthError('NAMESPACE_TAKEN',
  `The cluster has a namespace "${name}" already: its own, or that of another virtual container host. Choose another \`name\`.`);

export const otherContainers = (names: readonly string[]) => new BerthError('POD_WITH_OTHER_CONTAINERS',
  `An override adds the containers ${names.map((each) => `"${each}"`).join(', ')} to the pod, which no policy judges. Add each as a `
  + 'container of its own.');

export const overrideUnjudged = (fields: readonly string[]) => new BerthError('OVERRIDE_NOT_JUDGED',
  `An override changes ${fields.map((each) => `\`${each}\``).join(', ')} of the pods, which no policy judges. Remove it.`);

export const foundationOverridden = (path: string, fields: readonly string[]) => new BerthError('FOUNDATION_OVERRIDDEN',
  `${path} has another ${fields.map((each) => `\`${each}\``).join(', ')} than Berth gives it, and the isolation of pods rests on that. `
  + 'Remove the override. If the pods shall have more, say so in their props: connections, ports, exemptions.');

export const cloneIndexTooLate = () => new BerthError('CLONE_INDEX_TOO_LATE',
  'CloneSet.INDEX needs a StatefulSet, and it was added later, or the container runs once on each node. Pass it in `environment` or '
  + '`command` of a set of clones.');

export const aliasInvalid = (alias: string) => new BerthError('ALIAS_NOT_IN_KUBERNETES',
  `"${alias}" can't be an alias in Kubernetes, where it is the name of a Service. Use at most 63 letters, digits and "-", and begin with a `
  + 'letter.');
