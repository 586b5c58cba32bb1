import { Command, Option } from 'commander';
import { Check, Examined, failed, Status, warn } from './check';
import { checkHost } from './host';
import { checkWorkstation } from './workstation';
import { shownAddress } from '../../provider/engine/endpoint/address';
import { connectionSettings, ConnectionSettings } from '../../provider/engine/endpoint/settings';
import { Io } from '../command/io';
import { printError, printReport, Report } from '../command/output';
import { connect, obstacle, readHosts, StackHost } from '../stack/hosts';

interface Options {
  readonly host?: readonly string[];
  readonly context?: string;
  readonly probe: boolean;
  readonly trustSshOpts?: boolean;
  readonly json?: boolean;
}

/** A host to check. One that belongs to no stack has no title. */
type HostToCheck = Omit<StackHost, 'title' | 'provider'> & Partial<Pick<StackHost, 'title'>>;

/** `berth doctor`: says of this workstation and of hosts what is missing, and how to fix it. */
export function doctorCommand(io: Io, exit: (code: number) => void): Command {
  return new Command('doctor')
    .summary('say what this machine and its hosts lack, and how to fix it')
    .description('Checks this machine (Terraform, Node.js, ssh) and hosts (engine, clock, certificates, runtimes, control groups, memory, '
      + 'disk, registries). Prints a line for each check: ok, warn or fail, and what to do. The exit code is 1 if a check fails.')
    .argument('[folder]', 'folder of a synthesized stack, whose hosts and registries are checked')
    .option('-H, --host <address>', 'address of an engine; may be repeated (default: DOCKER_HOST, or the current context)',
      (address: string, others: readonly string[] = []) => [...others, address])
    .addOption(new Option('-c, --context <name>', 'Docker context that has the address').conflicts('host'))
    .option('--no-probe', 'start no containers that try what a host can do')
    .option('--trust-ssh-opts', 'also use those `ssh_opts` of a stack that may run programs on this machine, such as ProxyCommand')
    .option('--json', 'report as JSON')
    .action(async (folder: string | undefined, options: Options) => {
      const asJson = options.json === true;
      try {
        const examined = await examine(io, folder, options);
        printReport(io, reportOf(examined), asJson);
        if (examined.some(({ checks }) => checks.some(({ status }) => status === 'fail'))) exit(1);
      } catch (error) {
        printError(io, io.signal.aborted ? io.signal.reason : error, asJson);
        exit(1);
      }
    });
}

/** What to do about a host that only Terraform knows. */
const ONCE_KNOWN = 'Check it with --host once you know the address.';

async function examine(io: Io, folder: string | undefined, options: Options): Promise<Examined[]> {
  const checked = hostsToCheck(io, folder, options);
  const hosts = checked.map(async (host): Promise<Examined> => {
    const why = obstacle(host, options.trustSshOpts === true);
    if (why !== undefined) {
      return { subject: host.title ?? '', checks: [warn('engine', `Not checked: ${why.text}`, why.fix ?? ONCE_KNOWN)] };
    }
    return examineHost(io, host, host.settings!, options.probe);
  });
  const needsSsh = checked.some(({ settings }) => (settings?.host ?? io.environment.DOCKER_HOST ?? '').startsWith('ssh:'));
  const [checks, ...examined] = await Promise.all([checkWorkstation(io, needsSsh), ...hosts]);
  return [{ subject: 'workstation', checks }, ...examined];
}

function hostsToCheck({ environment }: Io, folder: string | undefined, { host = [], context }: Options): HostToCheck[] {
  const ofStack = folder === undefined ? [] : readHosts(folder, environment);
  const given = [
    ...host.map((address) => connectionSettings({ host: address })),
    ...(context === undefined ? [] : [connectionSettings({ context })]),
  ].map((settings) => ({ settings, takesEnvironment: true, images: [], riskySshOptions: [] }));
  const all = [...ofStack, ...given];
  return all.length > 0 ? all : [{ settings: {}, takesEnvironment: true, images: [], riskySshOptions: [] }];
}

async function examineHost(
  io: Io, { images, takesEnvironment }: HostToCheck, settings: ConnectionSettings, probe: boolean,
): Promise<Examined> {
  const engine = connect(io, settings, takesEnvironment);
  try {
    return { subject: engine.endpoint.address, checks: await checkHost({ engine, probe, images, signal: io.signal }) };
  } catch (error) {
    io.signal.throwIfAborted();
    return { subject: shownAddress(settings.host ?? settings.context ?? 'engine'), checks: [failed('engine', error)] };
  }
}

const WIDTH = { status: 4, name: 22 };

function reportOf(examined: readonly Examined[]): Report {
  const counts = (status: Status) => examined.flatMap(({ checks }) => checks).filter((check) => check.status === status).length;
  const lines = examined.flatMap(({ subject, checks }) => [`${subject}:`, ...checks.map(lineOf)]);
  const total = `${counts('ok')} ok, ${counts('warn')} warn, ${counts('fail')} fail`;
  return {
    text: [...lines, total].join('\n'),
    data: { ok: counts('fail') === 0, examined },
  };
}

function lineOf({ status, name, text, fix }: Check): string {
  const what = [text, ...(fix === undefined ? [] : [fix])].map((each) => each.replace(/\s+/g, ' ').replace(/\.$/, '')).join('. To do: ');
  return `  ${status.padEnd(WIDTH.status)}  ${name.padEnd(WIDTH.name)}  ${what}`;
}
