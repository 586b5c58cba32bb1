import { ClientHttp2Session, ClientHttp2Stream, connect as connectHttp2, constants, IncomingHttpHeaders } from 'node:http2';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { Certificate } from '../../../../provider/framework/wire/certificate';
import { MessageFns } from '../../../../provider/framework/wire/generated/tfplugin6';
import { frame, unframe } from '../../../../provider/framework/wire/grpc/framing';

/** Thrown for a call that fails. */
export class CallError extends Error {
  constructor(public readonly status: number, message: string) {
    super(message);
  }
}

/** The encryption that Terraform uses: its own certificate, and the server's as the only trusted one. */
export interface ClientEncryption {
  readonly own: Certificate;
  readonly server: string;
}

/** A gRPC client over a Unix socket, like Terraform's. */
export class Client {
  private readonly session: ClientHttp2Session;
  private readonly socket: net.Socket;

  constructor(address: string, encryption?: ClientEncryption) {
    this.socket = encryption === undefined ? net.connect(address) : tls.connect({
      path: address,
      servername: 'localhost',
      ALPNProtocols: ['h2'],
      key: encryption.own.keyPem,
      cert: encryption.own.certificatePem,
      ca: encryption.server,
    });
    this.session = connectHttp2('http://localhost', {
      createConnection: () => this.socket, settings: { initialWindowSize: 16 * 1024 * 1024 },
    });
    this.session.on('error', () => {});
  }

  public async call<Request, Response>(
    path: string, request: MessageFns<Request>, response: MessageFns<Response>, message: Request,
  ): Promise<Response> {
    return response.decode(await this.raw(path, frame(request.encode(message).finish())));
  }

  /** Sends bytes, and returns the message of the response. */
  public async raw(path: string, bytes: Buffer): Promise<Buffer> {
    const stream = this.open(path);
    stream.end(bytes);
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let headers: IncomingHttpHeaders = {};
      let trailers: IncomingHttpHeaders | undefined;
      stream.on('response', (received) => { headers = received; });
      stream.on('trailers', (received) => { trailers = received; });
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('close', () => {
        const end = trailers ?? headers;
        if (end['grpc-status'] === '0') {
          resolve(unframe(Buffer.concat(chunks)));
        } else {
          reject(new CallError(Number(end['grpc-status']), decodeURIComponent(String(end['grpc-message'] ?? 'the connection was closed'))));
        }
      });
    });
  }

  public open(path: string): ClientHttp2Stream {
    return this.session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST', [constants.HTTP2_HEADER_PATH]: path, 'content-type': 'application/grpc', 'te': 'trailers',
    }, { endStream: false });
  }

  /** Resolves when the server closes the connection. */
  public async closed(): Promise<void> {
    if (!this.socket.destroyed) {
      await new Promise((resolve) => this.socket.once('close', resolve));
    }
  }

  public close(): void {
    this.session.destroy();
    this.socket.destroy();
  }
}
