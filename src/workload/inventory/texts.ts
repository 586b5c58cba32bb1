import { ContainerModel } from '../../model/container';

/** A text of a container that can refer to another container. */
export interface ContainerText {
  /** The prop that it is from, as messages name it. */
  readonly prop: string;
  readonly text: string;
}

/** Returns the texts that the process in a container reads: its arguments, environment variables and files. */
export function textsForProcess({ environment, command, entryPoint, files, healthCheck }: ContainerModel): ContainerText[] {
  return [
    ...Object.entries(environment).map(([name, text]) => ({ prop: `environment.${name}`, text })),
    ...list('command', command),
    ...list('entryPoint', entryPoint),
    ...list('healthCheck', healthCheck?.test),
    ...files.flatMap(({ path, content }) => (content === undefined ? [] : [{ prop: `files (${path})`, text: content }])),
  ];
}

/** Returns all texts of a container that can refer to another container. */
export function textsOf(model: ContainerModel): ContainerText[] {
  const { labels, extraHosts = {}, logDriver, files } = model;
  return [
    ...textsForProcess(model),
    ...Object.entries(labels).map(([name, text]) => ({ prop: `labels.${name}`, text })),
    ...Object.entries(extraHosts).map(([name, text]) => ({ prop: `extraHosts.${name}`, text })),
    ...Object.entries(logDriver.options).map(([name, text]) => ({ prop: `logDriver.${name}`, text })),
    ...files.flatMap(({ path, contentBase64: text }) => (text === undefined ? [] : [{ prop: `files (${path})`, text }])),
    ...(['hostname', 'networkMode', 'pidMode', 'ipcMode'] as const).flatMap((prop) => list(prop, [model[prop]])),
  ];
}

function list(prop: string, texts: ReadonlyArray<string | undefined> = []): ContainerText[] {
  return texts.flatMap((text) => (text === undefined ? [] : [{ prop, text }]));
}
