import { Diagnostic } from '../../../diagnostics/diagnostics';
import { redact } from '../../../diagnostics/secrets';
import { ContainerModel } from '../fields/schema';

/** What is known about a failure: its cause, what to do next, and the attribute that it concerns. */
export interface Explanation extends Pick<Diagnostic, 'path'> {
  /** Continues "Could not start container "web": …" */
  readonly cause: string;
  readonly advice: string;
}

interface KnownFailure {
  /** Matches the engine's message. Engines from 20.10 to 28, runc and gVisor word and wrap the same cause differently. */
  readonly message: RegExp;
  /** @param match  the match of `message` */
  readonly explain: (match: RegExpExecArray, model: ContainerModel) => Explanation;
}

/** An address and a port that the engine could not bind. Engine 28 appends the container's address or the protocol. */
const BINDING = /(?:Bind for|listen \w+|failed to bind host port(?: for)?) ((\S*?):(\d+))(?:[:/]\S*?)?/;

/** The messages of engines about the creation and the start of a container. The first match counts. */
const KNOWN_FAILURES: readonly KnownFailure[] = [
  {
    message: /berth-fork \d+: hook: (.*?)(?:: unknown)?\s*$/s,
    explain: ([, output]) => ({
      cause: '`after_fork` failed in it',
      advice: `It printed: ${output === '' ? 'nothing' : output}\n\nThe container was started from its template, and ended since it might `
        + 'not differ from others. Correct the command of `after_fork` in `fork`, or what it needs.',
    }),
  },
  {
    message: /berth-fork \d+: (missing|stale|damaged): /,
    explain: ([, problem]) => ({
      cause: `what it would start from as a fork is ${problem} on the host`,
      advice: 'Apply again: that builds it anew.',
    }),
  },
  {
    message: /berth-fork \d+: unrestored: /,
    explain: () => ({
      cause: 'gVisor can\'t restore it from its template',
      advice: 'A fork has the arguments, mounts, users, capabilities and devices of its template. If the reason above names another one, '
        + 'set it in `template`, and for all containers alike. Otherwise, remove `fork`.',
    }),
  },
  {
    // 20.10: "Bind for 0.0.0.0:80 failed: port is already allocated", "listen tcp4 0.0.0.0:80: bind: address already in use"
    // 28: "failed to bind host port for 0.0.0.0:80:172.17.0.3:80/tcp: address already in use"
    message: new RegExp(`${BINDING.source}(?: failed: port is already allocated|:.* address already in use)`),
    explain: ([, address, , port]) => ({
      cause: `port ${port} of the engine's host is taken`,
      advice: `Another container or program uses ${address}. Find the container with: docker ps --filter publish=${port}, or the program `
        + `with: ss -lntup 'sport = :${port}' (on the engine's host). Stop it, or set another \`external\` in \`ports\` `
        + '(in a stack: `hostPort`). Without it, the engine chooses a free port.',
      path: ['ports'],
    }),
  },
  {
    // 28, which binds a host port of its choice several times if a container port has several of them.
    message: /failed to listen on TCP socket: address already in use/,
    explain: () => ({
      cause: 'it publishes one container port at several host ports that the engine chooses',
      advice: 'Docker Engine 28 can choose only one host port for each container port. Set `external` in the other `ports` with the same '
        + '`internal` (in a stack: `hostPort`).',
      path: ['ports'],
    }),
  },
  {
    message: new RegExp(`${BINDING.source}:.* cannot assign requested address`),
    explain: ([, , ip]) => ({
      cause: `the engine's host has no address ${ip}`,
      advice: 'Set `ip` in `ports` (in a stack: `hostIp`) to an address of the engine\'s host (`ip address` lists them), or to "0.0.0.0" '
        + 'for all of them.',
      path: ['ports'],
    }),
  },
  {
    message: /unable to find user ([^:]+): no matching entries/,
    explain: ([, user], model) => ({
      cause: `the image has no user "${user}"`,
      advice: `${model.user === null ? 'The image asks for this user. ' : ''}Set \`user\` to a name from /etc/passwd of the image `
        + 'or to a number, which needs no entry there, as in "1000:1000". '
        + `List the names with: docker run --rm --entrypoint cat ${model.image} /etc/passwd`,
      path: ['user'],
    }),
  },
  {
    message: /unable to find group ([^:]+): no matching entries/,
    explain: ([, group], model) => ({
      cause: `the image has no group "${group}"`,
      advice: 'Set the group, in `user` or `group_add`, to a name from /etc/group of the image or to a number, which needs no entry there, '
        + `as in "1000:1000". List the names with: docker run --rm --entrypoint cat ${model.image} /etc/group`,
      path: [(model.group_add as readonly string[] | null)?.includes(group!) ? 'group_add' : 'user'],
    }),
  },
  {
    message: /uids and gids must be in range (\d+)-(\d+)/,
    explain: ([, first, last]) => ({
      cause: 'a user or group number is out of range',
      advice: `Set \`user\` and \`group_add\` to numbers from ${first} to ${last}, or to names from the image.`,
      path: ['user'],
    }),
  },
  {
    // runc: `exec: "app": executable file not found in $PATH`, `exec: "/app": stat /app: no such file or directory`
    // gVisor: `error finding executable "app" in PATH [/bin]: no such file or directory`, `failed to load /app: no such file or directory`
    message: new RegExp([
      String.raw`exec: "((?:[^"\\]|\\.)*)": (?:executable file not found|stat .*: no such file)`,
      String.raw`error finding executable "((?:[^"\\]|\\.)*)" in PATH.*no such file`,
      String.raw`creating process: failed to load (.+): no such file`,
    ].join('|'), 's'),
    explain: ([, runc, gvisor, path], model) => programMissing((runc ?? gvisor ?? path)!, model),
  },
  {
    // runc: `exec: "/app": permission denied`, `exec: "/app": is a directory: permission denied`. gVisor: `failed to load /app: ...`
    message: /(?:exec: "((?:[^"\\]|\\.)*)"|failed to load ([^:]+)): (?:is a directory: )?permission denied/,
    explain: ([, runc, gvisor], model) => ({
      cause: `"${runc ?? gvisor}" is not a program that the container's user may execute`,
      advice: 'It is a directory, or has no execute permission. Set `entrypoint` or `command` to a program, or give the file the '
        + 'permission: `chmod +x` in the image, or `executable = true` for an `upload`.',
      path: [programAttribute(model)],
    }),
  },
  {
    message: /exec format error/,
    explain: (_match, model) => ({
      cause: 'the engine\'s machine can\'t execute the program',
      advice: 'The image is for another processor architecture, or the program is a script without a first line such as #!/bin/sh. '
        + `Compare \`docker image inspect --format '{{.Architecture}}' ${model.image}\` with \`docker info --format '{{.Architecture}}'\`.`,
      path: ['image'],
    }),
  },
  {
    message: /bind source path does not exist: (.+?)$|creating mount source path '([^']+)'/m,
    explain: ([, mount, created], model) => ({
      cause: `the path ${mount ?? created} does not exist on the engine's host`,
      advice: 'The source of a bind mount is a path on the engine\'s host, which may be another machine than the one that runs terraform. '
        + 'Create it there, or correct its spelling. To give the container a file of this machine, use `upload` (in a stack: `files`). '
        + 'For the container\'s own data, use a volume.',
      path: [mountAttribute((mount ?? created)!, model)],
    }),
  },
  {
    message: /failed to mount local volume: mount ([^:]+):.*no such file/,
    explain: ([, device]) => ({
      cause: `${device}, where a volume keeps its data, does not exist on the engine's host`,
      advice: 'It is the `device` in `driver_opts` of a volume that the container mounts. Create it on the engine\'s host, or correct its '
        + 'spelling, which replaces the volume.',
    }),
  },
  {
    message: /(?:error mounting "([^"]+)"|open (\S+): not a directory).*mount a directory onto a file/s,
    explain: ([, mount, opened], model) => ({
      cause: `${mount ?? opened} can't be mounted at its path in the container`,
      advice: 'One of the two is a file and the other is a directory, or the source is no longer there. Check the type of the source on '
        + 'the engine\'s host (`stat`). If a file should be there, '
        + 'remove the directory: the engine creates one for a missing source of `volumes`.',
      path: [mountAttribute((mount ?? opened)!, model)],
    }),
  },
  {
    message: /Cannot mkdir: (.+) is not a directory/,
    explain: ([, path]) => ({
      cause: `the working directory ${path} is a file`,
      advice: 'Set `working_dir` to a directory. The engine creates it if it does not exist.',
      path: ['working_dir'],
    }),
  },
];

/** Returns what is known about a failure to create or start a container, if the engine's message is known. */
export function explain(message: string, model: ContainerModel): Explanation | undefined {
  for (const known of KNOWN_FAILURES) {
    const match = known.message.exec(message);
    if (match !== null) return known.explain(match, model);
  }
  return undefined;
}

function programMissing(program: string, model: ContainerModel): Explanation {
  const words = program.trim().split(/\s+/);
  // A secret that is split into words would no longer be recognized.
  const list = redact(program) === program ? `: ${JSON.stringify(words)}` : '';
  return {
    cause: `the image has no program "${program}"`,
    advice: words.length > 1
      ? `Write each argument as an element of its own${list}. For the syntax of a shell: ["sh", "-c", "..."].`
      : 'The container executes `entrypoint`, followed by `command`. What is not set comes from the image. Check the spelling, '
        + 'set the full path of a program of the image, or use an image that has the program. '
        + `docker image inspect ${model.image} shows the \`Entrypoint\`, \`Cmd\` and PATH of the image.`,
    path: [programAttribute(model)],
  };
}

/** Returns the attribute that determines the program: the first element of the entry point, or else of the command. */
function programAttribute({ entrypoint }: ContainerModel): string {
  return (entrypoint as readonly string[] | null)?.length ? 'entrypoint' : 'command';
}

/** Returns the attribute that mounts a path of the host. */
function mountAttribute(source: string, model: ContainerModel): string {
  const volumes = model.volumes as readonly { readonly host_path: string | null }[];
  return volumes.some(({ host_path: path }) => path === source) ? 'volumes' : 'mounts';
}
