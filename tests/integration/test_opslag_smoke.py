import itertools
from uuid import UUID, uuid4
from gesprekskaart.account import Account, Wie
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.logboek import Daad, find_break
from tests.nep import VANDAAG
from tests import nep

def test_smoke(ports: Ports) -> None:
    a = Account(id=uuid4(), naam="Marijke", aangemaakt_op=VANDAAG)
    ports.accounts.save(a, daad=Daad(handeling="x", wie="y", op=VANDAAG))
    def ids(): 
        t=itertools.count(1); return lambda: UUID(int=next(t))
    ids_ = load_voorbeelden(Wie(account=a), ports=ports, new_id=ids())
    n = nep.make_ports()
    load_voorbeelden(Wie(account=a), ports=n, new_id=ids())
    for i in ids_:
        assert ports.sessies.get_dossier(i) == n.sessies.get_dossier(i)
        assert ports.verslagen.list(i) == n.verslagen.list(i)
        assert ports.logboek.list(i) == n.logboek.list(i)
        assert find_break(ports.logboek.list(i)) is None
    assert {r.sessie.id: r for r in ports.sessies.list_for(a.id)} == {r.sessie.id: r for r in n.sessies.list_for(a.id)}
    assert len(ids_) == 2
    for i in ids_:
        ports.sessies.delete(i, daad=Daad(handeling="x", wie="y", op=VANDAAG))
    assert ports.verslagen.list(ids_[0]) == ()
