import { all, arrayOf, boolean, object, Shape, string } from './conforms';
import { id } from './container';

const texts = arrayOf(string);
const mount = object({}, { ...all(string, 'Name', 'Source'), Settable: texts });
const device = object({}, { ...all(string, 'Name', 'Path'), Settable: texts });

/** The fields of `GET /plugins/<name>/json` that are read. */
export const pluginShape: Shape = object({
  Id: id,
  Name: string,
  Enabled: boolean,
  Config: object({}, {
    Network: object({}, { Type: string }),
    ...all(boolean, 'IpcHost', 'PidHost'),
    Linux: object({}, { AllowAllDevices: boolean, Capabilities: texts, Devices: arrayOf(device) }),
    Mounts: arrayOf(mount),
    Env: arrayOf(object({}, { ...all(string, 'Name', 'Value'), Settable: texts })),
    Args: object({}, { Name: string, Value: texts, Settable: texts }),
  }),
  Settings: object({}, { Env: texts, Args: texts, Mounts: arrayOf(mount), Devices: arrayOf(device) }),
}, { PluginReference: string });

/** The fields of `GET /plugins/privileges` that are read. */
export const privilegesShape: Shape = arrayOf(object({ Name: string }, { Value: texts }));
