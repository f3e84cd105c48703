"""Page templates as files: a desk's own folder stands in for ours, file by file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.digest import sha256
from briefing.errors import TemplateError

TYPEFACES = {".ttf", ".otf", ".woff2"}


@dataclass(frozen=True, slots=True)
class Templates:
    """Folders searched in order; the first that holds a file wins. The last travels with the package."""

    folders: tuple[Path, ...]

    def find(self, name: str) -> Path:
        """Return the file of a template such as "brief.html.j2"; TemplateError when no folder has it."""
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        raise TemplateError(f"no template {name!r}", "restore the file or name the folder that has it")

    def text(self, name: str) -> str:
        """Return a template's text; TemplateError when it is missing or no UTF-8 text."""
        path = self.find(name)
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(f"template {str(path)!r} can't be read: {error}", "it must be UTF-8 text") from error

    def digests(self) -> dict[str, str]:
        """Return the digest of each file that is in force, by its name: what `templates` of a receipt holds.

        Files directly in a folder, and the typefaces under `fonts/`: what an edition is made with.
        """
        names = {
            path.relative_to(folder).as_posix()
            for folder in self.folders
            for path in (*folder.glob("*"), *folder.glob("fonts/*"))
            if path.is_file() and (path.parent == folder or path.suffix in TYPEFACES)
        }
        return {name: "sha256:" + sha256(self.find(name).read_bytes()) for name in sorted(names)}
