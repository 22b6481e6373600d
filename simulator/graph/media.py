"""Media: upload, look-up, download, deletion."""

from starlette.responses import Response

from .. import media as files
from .errors import GraphError, parameter_required
from .phone_numbers import require_product


async def upload(call):
    """POST /{phone_number_id}/media (multipart)"""
    if call.form is None:
        raise parameter_required("file")
    require_product(call)
    file = call.form.get("file")
    if file is None or isinstance(file, str):
        raise parameter_required("file")
    given = call.form.get("type") or file.content_type or ""
    # A full MIME type wins over a kind such as "image", which Meta also takes here.
    mime_type = given if "/" in given else file.content_type or ""
    if files.bare(mime_type) not in files.UPLOADABLE:
        accepted = ", ".join(sorted(files.UPLOADABLE))
        raise GraphError(
            100,
            message=(
                f"(#100) Param file must be a file with one of the following types: {accepted}. "
                f"Received file of type '{files.bare(mime_type) or 'application/octet-stream'}'."
            ),
        )
    data = await file.read()
    if not data:
        raise GraphError(131053, "The file is empty")
    if len(data) > files.size_cap(mime_type):
        raise GraphError(131053, f"File size must be less than {files.size_cap(mime_type)} bytes")
    doc = call.sim.media.add(data, mime_type, file.filename, waba_id=call.object["waba_id"], lifetime=files.UPLOAD_LIFETIME)
    return {"id": doc["id"]}


async def look_up(call):
    """GET /{media_id}"""
    wanted = call.query.get("phone_number_id")
    if wanted and (call.sim.store.numbers.get(wanted) or {}).get("waba_id") != call.object["waba_id"]:
        raise GraphError(100, message="(#100) Media does not belong to this phone number")
    return {
        "messaging_product": "whatsapp",
        "url": call.sim.media.url(call.object),
        "mime_type": call.object["mime_type"],
        "sha256": call.object["sha256"],
        "file_size": call.object["file_size"],
        "id": call.object["id"],
    }


async def delete(call):
    """DELETE /{media_id}"""
    call.sim.media.delete(call.object)
    return {"success": True}


def download(call):
    """GET the bytes from a media URL."""
    query = call.query
    doc = call.sim.media.from_url(query.get("mid", ""), query.get("ext", ""), query.get("hash", ""))
    data = doc and call.sim.media.data(doc)
    if data is None:
        return Response("Not Found", 404)
    return Response(data, headers={"Content-Type": doc["mime_type"], "Content-Disposition": "attachment"})
