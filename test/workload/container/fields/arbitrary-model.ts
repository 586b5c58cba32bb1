import { TerraformStack, TerraformVariable } from 'cdktf';
import fc from 'fast-check';
import { Duration, Size } from '../../../../src';
import { ContainerModel, HealthCheckModel, ImageReference, MountModel, NetworkReference } from '../../../../src/model/container';
import { ExemptControl } from '../../../../src/shared/controls/document';
import { SharedFolder } from '../../../../src/shared/controls/host-path';
import { BASELINE_CONTROLS } from '../../../../src/shared/controls/profiles';
import { Controls } from '../../../../src/shared/controls/table';
import { FieldName } from '../../../../src/workload/container/fields/table';

type Arbitraries = { readonly [K in FieldName]: fc.Arbitrary<ContainerModel[K]> };

const name = fc.stringMatching(/^[a-z][a-z0-9_.-]{1,10}$/);
const path = fc.stringMatching(/^(\/[a-z]{1,5}){1,3}$/);
const flag = fc.boolean();
const duration = fc.integer({ min: 1, max: 100_000_000 }).map((amount) => Duration.millis(amount));
const whole = fc.integer({ min: 2, max: 1_000_000 });
const ip = fc.ipV4();

const mounts = fc.uniqueArray(fc.oneof<fc.Arbitrary<MountModel>[]>(
  fc.record({ type: fc.constant('volume' as const), source: name, target: path, readOnly: flag }),
  fc.record({ type: fc.constant('volume' as const), source: name, target: path, readOnly: flag, noCopy: fc.constant(true) }),
  fc.record({ type: fc.constant('bind' as const), source: path, target: path, readOnly: flag }),
  fc.record({ type: fc.constant('tmpfs' as const), target: path, mode: fc.constantFrom('755', '1777'), size: whole }),
  fc.record({
    type: fc.constant('tmpfs' as const),
    target: path,
    mode: fc.constantFrom('755', '1777'),
    size: whole,
    owner: fc.constantFrom('1000:1000', '0:5'),
  }),
), { selector: ({ target }) => target, maxLength: 4 });

/** Values for each field, except that the constructs that a field refers to are given. */
export function arbitraries(stack: TerraformStack, networks: readonly NetworkReference[], image: ImageReference): Arbitraries {
  const variable = new TerraformVariable(stack, 'any', {});
  const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom(
    '${not_terraform}', '%{ if x }', '$${kept}', '100%', 'a=b', '"quoted"', variable.stringValue, `\${and} ${variable.stringValue}`));
  const number = fc.oneof(whole, fc.constant(variable.numberValue));
  const size = number.map((amount) => Size.mebibytes(amount));
  const bytes = number.map((amount) => Size.bytes(amount));
  const seconds = number.map((amount) => Duration.seconds(amount));
  const map = fc.dictionary(name, text, { maxKeys: 3, noNullPrototype: true });
  const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
  return {
    name,
    image: fc.constant(image),
    policy: optional(fc.record({
      controls: fc.constantFrom<Controls>({}, { capabilities: ['CHOWN'], memory: 'limited' }, BASELINE_CONTROLS),
      exemptions: fc.constantFrom<ExemptControl[]>([], [{ control: 'user', reason: 'why' }]),
      sharedFolders: fc.constantFrom<SharedFolder[]>([], [{ path: '/srv', readOnly: false }]),
    })),

    command: optional(fc.array(text, { minLength: 1, maxLength: 3 })),
    entryPoint: optional(fc.array(text, { maxLength: 3 }).filter((words) => words.length !== 1 || words[0] !== '')),
    environment: map,
    user: optional(fc.constantFrom('app', '1000:1000', 'root')),
    supplementaryGroups: optional(fc.array(name, { minLength: 1, maxLength: 3 })),
    workingDirectory: optional(path),
    init: flag,
    tty: optional(flag),
    stdinOpen: optional(flag),
    stopSignal: optional(fc.constantFrom('SIGQUIT', '15')),
    stopGracePeriod: seconds,

    healthCheck: optional(fc.oneof(
      fc.constant<HealthCheckModel>({ test: ['NONE'] }),
      fc.record({
        test: fc.tuple(fc.constant('CMD-SHELL'), text), interval: duration, timeout: duration, retries: number, startPeriod: duration,
      }),
    )),
    waitUntilHealthy: optional(flag),
    healthyTimeout: optional(seconds),
    startAfter: fc.constant([]),
    restart: fc.oneof(
      fc.constantFrom({ name: 'no' }, { name: 'always' }, { name: 'unless-stopped' }),
      fc.record({ name: fc.constant('on-failure'), maxRetries: number }),
    ),
    mustRun: optional(flag),
    mustRunFor: optional(seconds),
    // Only for clusters, which have no `docker_container`.
    placement: fc.constant(undefined),
    logDriver: fc.record({ name, options: map }),
    labels: map,

    networks: fc.uniqueArray(fc.record({
      network: fc.constantFrom(...networks),
      aliases: optional(fc.array(name, { minLength: 1, maxLength: 2 })),
      ipv4Address: optional(ip),
      ipv6Address: optional(fc.ipV6()),
    }), { selector: ({ network }) => network, maxLength: networks.length }),
    networkMode: optional(fc.constantFrom('bridge', 'none', 'host', 'container:abc')),
    ports: fc.array(fc.record({
      containerPort: number, hostPort: optional(number), hostIp: ip, protocol: fc.constantFrom('tcp', 'udp', 'sctp'),
    }), { maxLength: 3 }),
    hostname: optional(name),
    domainName: optional(name),
    extraHosts: optional(fc.dictionary(name, ip, { minKeys: 1, maxKeys: 3, noNullPrototype: true })),
    dns: optional(fc.array(ip, { minLength: 1, maxLength: 2 })),
    dnsSearch: optional(fc.array(name, { minLength: 1, maxLength: 2 })),
    dnsOptions: optional(fc.constant(['ndots:2'])),

    mounts,
    files: fc.uniqueArray(fc.oneof(
      fc.record({ path, content: text, mode: fc.constantFrom('0644', '0600') }),
      fc.record({ path, contentBase64: fc.constant('YQ=='), mode: fc.constantFrom('0644', '0600') }),
    ), { selector: (file) => file.path, maxLength: 3 }),
    secrets: fc.uniqueArray(fc.record({
      path, content: text, version: name, mode: fc.constantFrom('0444', '0400'), owner: fc.constantFrom('0:0', '1000:1001'),
    }), { selector: (secret) => secret.path, maxLength: 2 }),
    onFileChange: optional(fc.constantFrom('restart', 'upload')),
    readOnlyRootFilesystem: optional(flag),
    sharedMemory: optional(size),

    memory: optional(size),
    memorySwap: optional(size),
    cpus: optional(fc.integer({ min: 1, max: 6_400 }).map((hundredths) => hundredths / 100)),
    cpuShares: optional(number),
    pidsLimit: optional(number),
    diskLimits: fc.uniqueArray(fc.record({ device: path, read: bytes, write: optional(bytes) }), {
      selector: ({ device }) => device, maxLength: 2,
    }),
    ulimits: fc.array(fc.record({ name, soft: number, hard: number }), { maxLength: 3 }),

    capabilities: optional(fc.subarray(['CHOWN', 'NET_RAW', 'SYS_ADMIN'])),
    noNewPrivileges: optional(flag),
    privileged: optional(flag),
    runtime: optional(fc.constantFrom('runc', 'runsc', 'other').map((each) => ({ name: each, capabilities: {} }))),
    seccomp: optional(fc.constantFrom('default', 'unconfined', '{"defaultAction":"SCMP_ACT_ERRNO"}')),
    apparmorProfile: optional(name),
    securityOptions: fc.constantFrom([], ['label=type:svirt_apache_t']),
    pidMode: optional(fc.constantFrom('host', 'container:abc')),
    ipcMode: optional(fc.constantFrom('private', 'shareable', 'none', 'host')),
    utsMode: optional(fc.constant('host')),
    cgroupNamespace: optional(fc.constantFrom('private', 'host')),
    cgroupParent: optional(fc.constantFrom('/batch', 'batch.slice')),
    userNamespace: optional(fc.constant('host')),
    devices: fc.array(fc.record({
      hostPath: path, containerPath: optional(path), permissions: fc.constantFrom('rw', 'rwm'),
    }), { maxLength: 2 }),
    gpus: optional(fc.constantFrom('all', '2', 'device=0,GPU-1')),
    sysctls: optional(fc.dictionary(name, text, { minKeys: 1, maxKeys: 2, noNullPrototype: true })),
  };
}
