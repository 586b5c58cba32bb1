import { registerSecret } from '../../../../../provider/diagnostics/secrets';
import { explain } from '../../../../../provider/resources/container/operations/known-failures';
import { modelOf } from '../support';

/** How engines introduce the message of a runtime: Docker 20.10 with an older and a newer containerd, and Docker 28. */
const WRAPPED = [
  (message: string) => `OCI runtime create failed: container_linux.go:380: starting container process caused: ${message}: unknown`,
  (message: string) => 'failed to create shim task: OCI runtime create failed: runc create failed: '
    + `unable to start container process: ${message}: unknown`,
  (message: string) => 'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: '
    + `unable to start container process: error during container init: ${message}`,
];
/** The same for gVisor. */
const SANDBOXED = (message: string) => (
  `OCI runtime start failed: starting container: starting root container: starting sandbox: ${message}: unknown`
);

const ENDPOINT = `driver failed programming external connectivity on endpoint web (${'5c'.repeat(32)}): `;

const CONFIG = { name: 'web', image: 'busybox', volumes: [{ host_path: '/binds', container_path: '/x' }], group_add: ['extra'] };

const runtime = (message: string) => WRAPPED.map((wrap) => wrap(message));

test.each<[string, string | undefined, readonly string[]]>([
  ['port 21690 of the engine\'s host is taken', 'ports', [
    `${ENDPOINT}Bind for 0.0.0.0:21690 failed: port is already allocated`,
    `failed to set up container networking: ${ENDPOINT}Bind for 0.0.0.0:21690 failed: port is already allocated`,
    `${ENDPOINT}Error starting userland proxy: listen tcp4 0.0.0.0:21690: bind: address already in use`,
    `${ENDPOINT}Error starting userland proxy: listen udp4 127.0.0.1:21690: bind: address already in use`,
    `${ENDPOINT}Error starting userland proxy: listen tcp6 [::1]:21690: bind: address already in use`,
    `failed to set up container networking: ${ENDPOINT}failed to bind host port for 0.0.0.0:21690:172.17.0.3:80/tcp: `
    + 'address already in use',
    `failed to set up container networking: ${ENDPOINT}failed to bind host port 0.0.0.0:21690/tcp: address already in use`,
  ]],
  ['it publishes one container port at several host ports that the engine chooses', 'ports', [
    `failed to set up container networking: ${ENDPOINT}failed to listen on TCP socket: address already in use`,
  ]],
  ['the engine\'s host has no address 10.99.99.99', 'ports', [
    `${ENDPOINT}Error starting userland proxy: listen tcp4 10.99.99.99:21692: bind: cannot assign requested address`,
    `failed to set up container networking: ${ENDPOINT}failed to bind host port for 10.99.99.99:21692:172.17.0.3:80/tcp: `
    + 'cannot assign requested address',
  ]],
  ['the image has no user "nosuch"', 'user', ['unable to find user nosuch: no matching entries in passwd file']],
  ['the image has no group "nosuch"', 'user', ['unable to find group nosuch: no matching entries in group file']],
  ['the image has no group "extra"', 'group_add', ['unable to find group extra: no matching entries in group file']],
  ['a user or group number is out of range', 'user', ['uids and gids must be in range 0-2147483647']],
  ['the image has no program "no-such-program"', 'command', [
    ...runtime('exec: "no-such-program": executable file not found in $PATH'),
    SANDBOXED('error finding executable "no-such-program" in PATH [/usr/bin /bin]: no such file or directory'),
  ]],
  ['the image has no program "/no/such"', 'command', [
    ...runtime('exec: "/no/such": stat /no/such: no such file or directory'),
    SANDBOXED('creating process: failed to load /no/such: no such file or directory'),
  ]],
  ['"/etc" is not a program that the container\'s user may execute', 'command', [
    ...runtime('exec: "/etc": permission denied'),
    ...runtime('exec: "/etc": is a directory: permission denied'),
    SANDBOXED('creating process: failed to load /etc: permission denied'),
  ]],
  ['the engine\'s machine can\'t execute the program', 'image', [
    'OCI runtime create failed: container_linux.go:380: starting container process caused: exec user process caused: exec format error',
  ]],
  ['the path /no/such does not exist on the engine\'s host', 'mounts', [
    'invalid mount config for type "bind": bind source path does not exist: /no/such',
  ]],
  ['the path /binds does not exist on the engine\'s host', 'volumes', [
    'error while creating mount source path \'/binds\': mkdir /binds: read-only file system',
  ]],
  ['/no/such, where a volume keeps its data, does not exist on the engine\'s host', undefined, [
    'error while mounting volume \'/var/lib/docker/volumes/bad/_data\': failed to mount local volume: '
    + 'mount /no/such:/var/lib/docker/volumes/bad/_data, flags: 0x1000: no such file or directory',
  ]],
  ['/etc/app can\'t be mounted at its path in the container', 'mounts', [
    ...runtime('error mounting "/etc/app" to rootfs at "/etc/passwd": mount /etc/app:/etc/passwd, flags: 0x5000: not a directory: unknown: '
      + 'Are you trying to mount a directory onto a file (or vice-versa)?'),
    ...runtime('failed to fulfil mount request: open /etc/app: not a directory: '
      + 'Are you trying to mount a directory onto a file (or vice-versa)?'),
  ]],
  ['the working directory /etc/passwd is a file', 'working_dir', ['Cannot mkdir: /etc/passwd is not a directory']],
])('recognizes that %s, from each engine', (cause, attribute, messages) => {
  for (const message of messages) {
    const { path, ...found } = explain(message, modelOf(CONFIG))!;
    expect({ message, cause: found.cause, attribute: path?.[0] }).toEqual({ message, cause, attribute });
  }
});

test.each(['no space left on device', 'cannot join network of a non running container'])('knows nothing about "%s"', (message) => {
  expect(explain(message, modelOf(CONFIG))).toBeUndefined();
});

test('a command line in one element is to be split', () => {
  const message = WRAPPED[2]!('exec: "sh -c ls": executable file not found in $PATH');
  expect(explain(message, modelOf({ ...CONFIG, entrypoint: ['sh -c ls'] }))).toEqual({
    cause: 'the image has no program "sh -c ls"',
    advice: 'Write each argument as an element of its own: ["sh","-c","ls"]. For the syntax of a shell: ["sh", "-c", "..."].',
    path: ['entrypoint'],
  });
});

test('a secret of several words is not split', () => {
  registerSecret('correct horse battery');
  const program = 'app correct horse battery';
  const message = `exec: "${program}": executable file not found in $PATH: unknown`;
  expect(explain(message, modelOf({ ...CONFIG, entrypoint: [program] }))!.advice)
    .toBe('Write each argument as an element of its own. For the syntax of a shell: ["sh", "-c", "..."].');
});

test('a user that the image asks for is said to come from the image', () => {
  const [own, images] = [{ ...CONFIG, user: 'app' }, CONFIG].map((config) => (
    explain('unable to find user app: no matching entries in passwd file', modelOf(config))!.advice
  ));
  expect(own).toBe('Set `user` to a name from /etc/passwd of the image or to a number, which needs no entry there, as in "1000:1000". '
    + 'List the names with: docker run --rm --entrypoint cat busybox /etc/passwd');
  expect(images).toBe(`The image asks for this user. ${own}`);
});
