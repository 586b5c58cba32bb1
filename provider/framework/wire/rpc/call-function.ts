import { providerRpc } from './rpc';
import { CallFunction_Request, CallFunction_Response } from '../generated/tfplugin6';

export const callFunction = providerRpc('CallFunction', CallFunction_Request, CallFunction_Response, (_session, { name }) => ({
  error: { text: `Unknown function "${name}". The provider has no functions.` },
}));
