import { arrayOf, isEmpty, Json, objectOf, sorted, textOf } from './json';

/** What the engine reports of a `Config` in which nothing is set. */
export const UNSET_CONFIG: Json = {
  Hostname: '',
  Domainname: '',
  User: '',
  AttachStdin: false,
  AttachStdout: false,
  AttachStderr: false,
  Tty: false,
  OpenStdin: false,
  StdinOnce: false,
  Env: null,
  Cmd: null,
  Image: '',
  Volumes: null,
  WorkingDir: '',
  Entrypoint: null,
  OnBuild: null,
  Labels: null,
};

/** What it reports only if it is set. */
const OPTIONAL = ['ExposedPorts', 'Healthcheck', 'NetworkDisabled', 'MacAddress', 'StopSignal', 'StopTimeout', 'Shell'];

/** Returns the `Config` of a new container: what its creation says, and else what its image says. */
export function configOf(body: Json, image: Json): Json {
  const config: Record<string, unknown> = { ...UNSET_CONFIG, ...known(body) };
  for (const name of ['User', 'WorkingDir', 'StopSignal'] as const) {
    if (isEmpty(config[name]) && !isEmpty(image[name])) config[name] = image[name];
  }
  for (const name of ['ExposedPorts', 'Volumes'] as const) {
    if (!isEmpty(image[name])) config[name] = { ...objectOf(image[name]), ...objectOf(config[name]) };
  }
  config.Labels = { ...objectOf(image.Labels), ...objectOf(config.Labels) };
  config.Env = environment(config.Env, image.Env);
  if (isEmpty(config.Entrypoint)) {
    if (isEmpty(config.Cmd)) config.Cmd = image.Cmd ?? null;
    config.Entrypoint ??= image.Entrypoint ?? null;
  }
  const [first, ...others] = arrayOf<string>(config.Entrypoint);
  if (first === '' && others.length === 0) config.Entrypoint = null;
  if (image.Healthcheck !== undefined) config.Healthcheck = { ...objectOf(image.Healthcheck), ...objectOf(config.Healthcheck) };
  return sorted(config);
}

/** Returns the program and its arguments. */
export function commandOf(config: Json): readonly string[] {
  return [...arrayOf<string>(config.Entrypoint), ...arrayOf<string>(config.Cmd)];
}

function known(body: Json): Json {
  const required = Object.keys(UNSET_CONFIG).filter((name) => body[name] !== null && body[name] !== undefined);
  const optional = OPTIONAL.filter((name) => name === 'Healthcheck' ? Boolean(body[name]) : isSet(name, body[name]));
  const valueOf = (name: string) => (name === 'Healthcheck' ? healthcheck(body[name]) : body[name]);
  return Object.fromEntries([...required, ...optional].map((name) => [name, valueOf(name)]));
}

/** A timeout of 0 is one that is set. */
function isSet(name: string, value: unknown): boolean {
  return name === 'StopTimeout' ? typeof value === 'number' : !isEmpty(value);
}

function healthcheck(value: unknown): Json {
  return Object.fromEntries(Object.entries(objectOf(value)).filter(([, each]) => !isEmpty(each)));
}

/** Adds the variables of the image that a container does not set itself. */
function environment(own: unknown, ofImage: unknown): unknown {
  if (isEmpty(own)) return ofImage ?? null;
  const nameOf = (variable: string) => variable.split('=')[0];
  const names = new Set(arrayOf<string>(own).map(nameOf));
  return [...arrayOf<string>(own), ...arrayOf<string>(ofImage).filter((each) => !names.has(nameOf(textOf(each))))];
}
