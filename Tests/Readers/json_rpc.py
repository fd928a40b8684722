"""A strict client of JSON-RPC 2.0 that knows nothing of Kurukan (aiorpcX, lines as frames) makes calls, and takes what is
refused as JSON-RPC's errors: json_rpc.py BUILD_FOLDER"""
import asyncio, pathlib, sys
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parents[1] / "Clients"))
from aiorpcx import JSONRPC, JSONRPCConnection, JSONRPCv2, NewlineFramer, RPCError, RPCSession, connect_rs
from running_server import RunningServer

PROGRAMME = {"kind": "programme", "programme": "p", "key": "p", "title": "P", "startsOn": "2023-01-01",
             "confidentiality": "public"}


class Session(RPCSession):
    def default_framer(self):
        return NewlineFramer(max_size=1 << 20)

    def default_connection(self):
        return JSONRPCConnection(JSONRPCv2)


async def refusal(session, method, params):
    """The code of a call that must be refused."""
    try:
        answer = await session.send_request(method, params)
    except RPCError as error:
        assert isinstance(error.message, str) and error.message, error
        return error.code
    raise AssertionError(f"{method} was not refused but answered {answer}")


async def talk(server):
    async with connect_rs("127.0.0.1", server.port, session_factory=Session) as session:
        health = await session.send_request("kurukan.v1.Health/Check", {})
        assert health["status"] == "SERVING", health
        assert await refusal(session, "kurukan.v1.Records/List", {}) == 16
        assert await refusal(session, "kurukan.v1.Records/Sumbit", {}) == JSONRPC.METHOD_NOT_FOUND
        assert await refusal(session, "kurukan.v1.Reflection/Describe", {"method": 7}) == JSONRPC.INVALID_ARGS
        assert await refusal(session, "kurukan.v1.Health/Check", [1]) == JSONRPC.INVALID_REQUEST
        shown = await session.send_request("kurukan.v1.Session/Authenticate", {"token": server.token("submitter")})
        assert shown["role"] == "submitter", shown
        assert await refusal(session, "kurukan.v1.Plugins/Reload", {}) == 7
        stored = await session.send_request("kurukan.v1.Records/Submit", PROGRAMME)
        assert stored["outcome"] == "created", stored
        assert await refusal(session, "kurukan.v1.Records/Submit", {**PROGRAMME, "kind": "programe"}) == JSONRPC.INVALID_ARGS
        # Many at once: each gets its own answer.
        names = ["kurukan.v1.Records/Submit", "kurukan.v1.Records/List", "kurukan.v1.Reports/Render"] * 20
        answers = await asyncio.gather(
            *(session.send_request("kurukan.v1.Reflection/Describe", {"method": name}) for name in names))
        assert [answer["name"] for answer in answers] == names, answers
        # A notification has no answer, and takes nobody else's.
        await session.send_notification("kurukan.v1.Health/Check", {})
        again = await session.send_request("kurukan.v1.Records/Submit", PROGRAMME)
        assert again["outcome"] == "duplicate", again


server = RunningServer(sys.argv[1])
try:
    asyncio.run(asyncio.wait_for(talk(server), 60))
finally:
    server.stop()
