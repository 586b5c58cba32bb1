import { BerthError } from '../private/berth-error';

export const clusterHasNoAddress = (path: string) => new BerthError('KUBERNETES_WITHOUT_ADDRESS',
  `The cluster ${path} has no address of which the stack knows. Set \`address\`, such as that of its load balancer, or read the address `
  + 'from the Service with the ports.');

export const imageBuilderAlone = (given: string, missing: string) => new BerthError('IMAGE_BUILDER_ALONE',
  `\`${given}\` needs \`${missing}\`, too: images that the stack makes are built by a host, and pushed to a registry.`);

export const notOfCluster = (what: string, path: string, cluster: string) => new BerthError('NOT_OF_KUBERNETES_CLUSTER',
  `${what} ${path} is not on the cluster ${cluster}, or on a virtual container host of it.`);

export const rangeInvalid = (range: string) => new BerthError('PRIVATE_RANGE_INVALID',
  `"${range}" can't be one of \`privateRanges\`. Write addresses in CIDR notation, such as "10.0.0.0/8", but not all of them.`);

export const rangeReversed = (min: number, max: number) => new BerthError('AUTOSCALING_RANGE_REVERSED',
  `Autoscaling has a minimum of ${min} clones, which is above its maximum of ${max}.`);

export const noMetric = () => new BerthError('AUTOSCALING_WITHOUT_METRIC',
  'Autoscaling needs a measure: set `cpuPercent`, `memoryPercent`, or both.');

export const scaledOnEachNode = (path: string) => new BerthError('AUTOSCALING_NOT_POSSIBLE',
  `The clones of ${path} can't be scaled: only a set of clones can.`);

export const budgetUnclear = () => new BerthError('DISRUPTION_BUDGET_UNCLEAR',
  'A disruption budget has either `minAvailable` or `maxUnavailable`. Set one of them.');

export const hostnameInvalid = (hostname: string) => new BerthError('INGRESS_HOSTNAME_INVALID',
  `The host name of an Ingress is "${hostname}". Use lower-case letters, digits and "-", in labels that are separated by ".".`);

export const pathInvalid = (path: string) => new BerthError('INGRESS_PATH_INVALID',
  `The path of an Ingress is "${path}". Begin it with "/".`);
